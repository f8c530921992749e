// What the app needs of the browser around it and .NET does not offer: language, focus, scrolling, dialogs, the demo's frame.
export const language = () => navigator.language;

export function speak(language, title) {
  document.documentElement.lang = language;
  document.title = title;
}

// An installed web app on a phone counts as a phone's app; the host treats this as declared, not proved.
export function platform() {
  const agent = navigator.userAgent;
  return /Android/.test(agent) ? 'android' : /iPhone/.test(agent) ? 'ios' : 'web';
}

// After a change of screen the focus goes to its heading, so that keyboard and screen reader start where the eye does.
export function focusHeading(root) {
  const heading = root?.querySelector('h1, h2');
  if (!heading || root.querySelector('[autofocus]')) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

export function openDialog(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

export const closeDialog = dialog => dialog?.close();

// Tells the start page which step of the tour happened. No text and no address is in it, and only a page that may frame this one can hear it.
export function report(step) {
  if (parent !== window) parent.postMessage({ tombolo: 'step', step }, '*');
}

// The network is back, or a person looks again: a good moment to try the connection.
export function watchForWaking(owner) {
  addEventListener('online', () => owner.invokeMethodAsync('WakeAsync'));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && owner.invokeMethodAsync('WakeAsync'));
}

// The page that is cached is replaced on the next visit; this one says when a newer app lies ready.
export async function watchForUpdate(owner) {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  const ready = worker => worker && navigator.serviceWorker.controller && owner.invokeMethodAsync('UpdateReadyAsync');
  if (registration.waiting) ready(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => worker.state === 'installed' && ready(worker));
  });
}

export async function update() {
  const registration = await navigator.serviceWorker?.getRegistration();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('activate');
}
