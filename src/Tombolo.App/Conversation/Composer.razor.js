// Enter sends, Shift+Enter begins a new line. An Enter that ends an input method's composition does neither.
export function attach(form, focus) {
  const field = form.querySelector('textarea');
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (field.value.trim()) form.requestSubmit();
  });
  // Without field-sizing the field grows by hand.
  if (!CSS.supports('field-sizing', 'content')) {
    field.addEventListener('input', () => {
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight}px`;
    });
  }
  // The button takes no focus away, so a phone's keyboard stays open.
  form.querySelector('button').addEventListener('pointerdown', event => event.preventDefault());
  if (focus) field.focus();
}
