// One tab holds the device: two would advance the same ratchets and lose messages. The lock is the browser's own (Web Locks), so
// it falls back by itself when a tab closes or crashes. Taking over asks the holder to finish first, and steals only if it does not.
const patience = 4000;

// A page that is loaded again asks before the page it replaces has let go. That page is gone and says nothing; a tab that is alive
// answers at once. Only a tab that the browser has frozen lets us wait this long.
const silence = 10000;

class Held {
  #release;
  #channel;

  constructor(release, channel) {
    this.#release = release;
    this.#channel = channel;
  }

  release() {
    this.#channel.close();
    this.#release();
  }
}

// Resolves with the held lock as soon as it is granted; rejects when the signal ends the wait. Losing it later (another tab stole it)
// is told to the owner.
function request(name, owner, options) {
  return new Promise((resolve, reject) => {
    let held = null;
    navigator.locks.request(name, options, lock => {
      return new Promise(release => {
        const channel = new BroadcastChannel(name);
        channel.onmessage = event => {
          if (event.data === 'yield') {
            owner.invokeMethodAsync('YieldAsync');
          } else if (event.data === 'who') {
            channel.postMessage('here');
          }
        };
        channel.postMessage('here');
        held = new Held(release, channel);
        resolve(held);
      });
    }).catch(error => {
      if (held === null) {
        reject(error);
        return;
      }
      // From now on another tab answers to the name.
      held.release();
      owner.invokeMethodAsync('LoseAsync');
    });
  });
}

export async function tryHold(name, owner) {
  const waiting = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.onmessage = event => event.data === 'here' && waiting.abort();
  channel.postMessage('who');
  const timer = setTimeout(() => waiting.abort(), silence);
  try {
    return await request(name, owner, { signal: waiting.signal });
  } catch (error) {
    if (error.name === 'AbortError') {
      return null;
    }
    throw error;
  } finally {
    clearTimeout(timer);
    channel.close();
  }
}

export async function takeOver(name, owner) {
  const channel = new BroadcastChannel(name);
  channel.postMessage('yield');
  channel.close();
  try {
    return await request(name, owner, { signal: AbortSignal.timeout(patience) });
  } catch {
    return await request(name, owner, { steal: true });
  }
}
