// Keeps the app for offline use, once it has started: caching must not slow the first load down.
if ('serviceWorker' in navigator) {
  const idle = window.requestIdleCallback ?? (work => setTimeout(work, 2000));
  addEventListener('load', () => idle(() => navigator.serviceWorker.register('service-worker.js', { updateViaCache: 'none' })));
}
