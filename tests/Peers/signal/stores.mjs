// The peer's stores: plain maps. A trust rule per person lets a test play a careful or a careless user.

const keyOf = (address) => `${address.name()}.${address.deviceId()}`;

export function makeStores(signal) {
  const missing = (kind, id) => {
    throw new Error(`no ${kind} ${id}`);
  };

  class Sessions extends signal.SessionStore {
    records = new Map();
    async saveSession(address, record) {
      this.records.set(keyOf(address), record.serialize());
    }
    async getSession(address) {
      const stored = this.records.get(keyOf(address));
      return stored ? signal.SessionRecord.deserialize(stored) : null;
    }
    async getExistingSessions(addresses) {
      return Promise.all(addresses.map((address) => this.getSession(address)));
    }
  }

  class Identities extends signal.IdentityKeyStore {
    known = new Map();
    trust = 'all'; // or 'first': only the key seen first
    constructor(privateKey, registrationId) {
      super();
      this.privateKey = privateKey;
      this.registrationId = registrationId;
    }
    async getIdentityKey() {
      return this.privateKey;
    }
    async getLocalRegistrationId() {
      return this.registrationId;
    }
    async saveIdentity(address, key) {
      const old = this.known.get(keyOf(address));
      const replaced = old !== undefined && !Buffer.from(key.serialize()).equals(old);
      this.known.set(keyOf(address), Buffer.from(key.serialize()));
      return signal.IdentityChange ? (replaced ? 1 : 0) : replaced;
    }
    async isTrustedIdentity(address, key) {
      const old = this.known.get(keyOf(address));
      return this.trust === 'all' || old === undefined || Buffer.from(key.serialize()).equals(old);
    }
    async getIdentity(address) {
      const stored = this.known.get(keyOf(address));
      return stored ? signal.PublicKey.deserialize(stored) : null;
    }
  }

  class PreKeys extends signal.PreKeyStore {
    records = new Map();
    async savePreKey(id, record) {
      this.records.set(id, record.serialize());
    }
    async getPreKey(id) {
      return signal.PreKeyRecord.deserialize(this.records.get(id) ?? missing('one-time prekey', id));
    }
    async removePreKey(id) {
      this.records.delete(id);
    }
  }

  class SignedPreKeys extends signal.SignedPreKeyStore {
    records = new Map();
    async saveSignedPreKey(id, record) {
      this.records.set(id, record.serialize());
    }
    async getSignedPreKey(id) {
      return signal.SignedPreKeyRecord.deserialize(this.records.get(id) ?? missing('signed prekey', id));
    }
  }

  class SenderKeys extends signal.SenderKeyStore {
    records = new Map();
    async saveSenderKey(sender, distributionId, record) {
      this.records.set(`${keyOf(sender)}/${distributionId}`, record.serialize());
    }
    async getSenderKey(sender, distributionId) {
      const stored = this.records.get(`${keyOf(sender)}/${distributionId}`);
      return stored ? signal.SenderKeyRecord.deserialize(stored) : null;
    }
  }

  // 0.22 knows no Kyber keys at all.
  const KyberBase = signal.KyberPreKeyStore ?? class {};
  class KyberPreKeys extends KyberBase {
    records = new Map();
    lastResort = new Set();
    used = new Set();
    async saveKyberPreKey(id, record) {
      this.records.set(id, record.serialize());
    }
    async getKyberPreKey(id) {
      return signal.KyberPreKeyRecord.deserialize(this.records.get(id) ?? missing('Kyber prekey', id));
    }
    async markKyberPreKeyUsed(id, signedPreKeyId, baseKey) {
      if (!this.lastResort.has(id)) {
        this.records.delete(id);
        return;
      }
      const triple = `${id}/${signedPreKeyId}/${baseKey ? Buffer.from(baseKey.serialize()).toString('hex') : ''}`;
      if (baseKey && this.used.has(triple)) {
        throw new Error('last-resort key used twice with one base key');
      }
      this.used.add(triple);
    }
  }

  return { Sessions, Identities, PreKeys, SignedPreKeys, SenderKeys, KyberPreKeys };
}
