// Says whether a person can see the thread: what arrives in a hidden tab is not read yet.
export function watch(owner) {
  const tell = () => owner.invokeMethodAsync('SeenAsync', document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', tell);
  if (document.visibilityState !== 'visible') tell();
  return { stop: () => document.removeEventListener('visibilitychange', tell) };
}
