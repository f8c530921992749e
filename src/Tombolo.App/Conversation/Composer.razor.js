// Listens once for every composer there will be, so that none has to wait for a script before Enter works.
// Enter sends, Shift+Enter begins a new line. An Enter that ends an input method's composition does neither.
export function listen() {
  document.addEventListener('keydown', event => {
    const form = composerOf(event.target);
    if (!form || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (event.target.value.trim()) form.requestSubmit();
  });
  // The button takes no focus away, so a phone's keyboard stays open.
  document.addEventListener('pointerdown', event => composerOf(event.target.closest?.('button')) && event.preventDefault());
  // Without field-sizing the field grows by hand.
  if (!CSS.supports('field-sizing', 'content')) {
    document.addEventListener('input', event => {
      if (!composerOf(event.target)) return;
      event.target.style.height = 'auto';
      event.target.style.height = `${event.target.scrollHeight}px`;
    });
  }
}

const composerOf = element => element?.closest?.('form.composer') ?? null;
