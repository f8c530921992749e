// The device's own store: one IndexedDB database per profile. Every value is sealed with AES-GCM under a key that the browser
// made and will not hand out, so a copied profile folder holds no readable message. Table and key are bound to the value
// (additional data): a sealed value cannot be moved to another place.
const utf8 = new TextEncoder();
const text = new TextDecoder();
const ivSize = 12;

const settled = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const completed = transaction => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error ?? new Error('The store refused the change.'));
});

function openDatabase(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('values');
  };
  return settled(request);
}

async function sealingKey(database) {
  const existing = await settled(database.transaction('keys').objectStore('keys').get('seal'));
  if (existing) return existing;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  // Without its key whatever lies there can never be read again, so a new key starts an empty store.
  const transaction = database.transaction(['keys', 'values'], 'readwrite', { durability: 'strict' });
  transaction.objectStore('values').clear();
  transaction.objectStore('keys').put(made, 'seal');
  await completed(transaction);
  return made;
}

class Store {
  #database;
  #key;
  #last = Promise.resolve();

  constructor(database, key) {
    this.#database = database;
    this.#key = key;
    // Another tab wants to delete or upgrade the database: do not stand in its way.
    database.onversionchange = () => this.close();
  }

  async read(table, key) {
    const sealed = await settled(this.#values().get([table, key]));
    return sealed ? await this.#open(table, key, sealed) : null;
  }

  // Answer: for each entry, in ordinal key order, BE32 key length, key, BE32 value length, value.
  async list(table) {
    const range = IDBKeyRange.bound([table], [table, []]);
    const values = this.#values();
    const [keys, sealed] = await Promise.all([settled(values.getAllKeys(range)), settled(values.getAll(range))]);
    const opened = await Promise.all(sealed.map((value, i) => this.#open(table, keys[i][1], value)));
    const parts = [];
    keys.forEach((key, i) => parts.push(...framed(utf8.encode(key[1])), ...framed(opened[i])));
    return joined(parts);
  }

  // Commits run one after another in the order they were asked for, each in a single transaction that reaches the disk.
  commit(packed) {
    const result = this.#last.then(() => this.#commit(packed));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async settle() {
    await this.#last;
  }

  close() {
    this.#database?.close();
    this.#database = null;
  }

  async #commit(packed) {
    const writes = await Promise.all(unpacked(packed).map(async write => (
      { at: [write.table, write.key], sealed: write.value && await this.#seal(write.table, write.key, write.value) })));
    if (!this.#database) throw new Error('The store is closed: another window uses this account.');
    const transaction = this.#database.transaction('values', 'readwrite', { durability: 'strict' });
    const values = transaction.objectStore('values');
    for (const { at, sealed } of writes) {
      if (sealed) values.put(sealed, at);
      else values.delete(at);
    }
    await completed(transaction);
  }

  #values() {
    if (!this.#database) throw new Error('The store is closed: another window uses this account.');
    return this.#database.transaction('values').objectStore('values');
  }

  async #seal(table, key, value) {
    const iv = crypto.getRandomValues(new Uint8Array(ivSize));
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: place(table, key) }, this.#key, value);
    return joined([iv, new Uint8Array(sealed)]);
  }

  async #open(table, key, sealed) {
    const iv = sealed.subarray(0, ivSize);
    const algorithm = { name: 'AES-GCM', iv, additionalData: place(table, key) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, this.#key, sealed.subarray(ivSize)));
  }
}

const place = (table, key) => utf8.encode(`${table}\0${key}`);

function framed(bytes) {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return [length, bytes];
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

// The mirror of WritePacking.cs: table, key, one byte (1 = value follows, 0 = delete), value; lengths as BE32.
function unpacked(packed) {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const writes = [];
  let offset = 0;
  const next = () => {
    const length = view.getUint32(offset);
    const bytes = packed.slice(offset + 4, offset + 4 + length);
    offset += 4 + length;
    return bytes;
  };
  while (offset < packed.length) {
    const table = text.decode(next());
    const key = text.decode(next());
    const kept = packed[offset++] === 1;
    writes.push({ table, key, value: kept ? next() : null });
  }
  return writes;
}

export async function open(name) {
  const database = await openDatabase(name);
  // Asks the browser not to evict the account under storage pressure; a refusal changes nothing here.
  navigator.storage?.persist?.();
  return new Store(database, await sealingKey(database));
}
