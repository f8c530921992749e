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
// COMPAT: Chromium 156 does not hear a signal that comes in the moment after the request, while it still looks whether the page may
// store anything: the request waits for ever. So the signal is listened to here, and what is granted after it is given back at once;
// until SecondTab_TakesOver_AndTheFirstSaysSo passes on a busy machine without this.
function request(name, owner, options) {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    let held = null;
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    navigator.locks.request(name, options, () => signal?.aborted ? undefined : new Promise(release => {
      held = new Held(release, listen(name, owner));
      resolve(held);
    })).catch(error => {
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

// The holder answers who asks for it, and hears who wants the device.
function listen(name, owner) {
  const channel = new BroadcastChannel(name);
  channel.onmessage = event => {
    if (event.data === 'yield') {
      owner.invokeMethodAsync('YieldAsync');
    } else if (event.data === 'who') {
      channel.postMessage('here');
    }
  };
  channel.postMessage('here');
  return channel;
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
