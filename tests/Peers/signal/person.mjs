// One user of Signal's library with one device: keys, stores, and the calls in the shape of the loaded version.
import { makeStores } from './stores.mjs';

const b64 = (bytes) => Buffer.from(bytes).toString('base64');
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'));

export class Person {
  constructor(signal, version, name, deviceId) {
    this.signal = signal;
    this.takesLocalAddress = version >= 91;
    this.stores = makeStores(signal);
    this.address = signal.ProtocolAddress.new(name, deviceId);
    this.registrationId = 1 + Math.floor(Math.random() * 0x3ffe);
    this.nextId = 1;
    this.sessions = new this.stores.Sessions();
    this.preKeys = new this.stores.PreKeys();
    this.signedPreKeys = new this.stores.SignedPreKeys();
    this.kyberPreKeys = new this.stores.KyberPreKeys();
    this.senderKeys = new this.stores.SenderKeys();
    this.changeIdentity();
  }

  changeIdentity() {
    const known = this.identities?.known;
    const trust = this.identities?.trust ?? 'all';
    this.identity = this.signal.PrivateKey.generate();
    this.identities = new this.stores.Identities(this.identity, this.registrationId);
    this.identities.known = known ?? this.identities.known;
    this.identities.trust = trust;
    this.sessions.records.clear();
    return { identity: b64(this.identity.getPublicKey().serialize()), registrationId: this.registrationId };
  }

  // Buffers for the old versions, which check for them; they are byte arrays for the new ones too.
  in(text) {
    return this.takesLocalAddress ? bytes(text) : Buffer.from(text, 'base64');
  }

  async bundle({ oneTime, kyber }) {
    const { signal } = this;
    const signedId = this.nextId++;
    const signedKey = signal.PrivateKey.generate();
    const signature = this.identity.sign(signedKey.getPublicKey().serialize());
    await this.signedPreKeys.saveSignedPreKey(
      signedId, signal.SignedPreKeyRecord.new(signedId, Date.now(), signedKey.getPublicKey(), signedKey, signature));
    const bundle = {
      registrationId: this.registrationId,
      deviceId: this.address.deviceId(),
      identity: b64(this.identity.getPublicKey().serialize()),
      signedPreKeyId: signedId,
      signedPreKey: b64(signedKey.getPublicKey().serialize()),
      signedPreKeySignature: b64(signature),
    };
    if (oneTime) {
      const id = this.nextId++;
      const key = signal.PrivateKey.generate();
      await this.preKeys.savePreKey(id, signal.PreKeyRecord.new(id, key.getPublicKey(), key));
      Object.assign(bundle, { preKeyId: id, preKey: b64(key.getPublicKey().serialize()) });
    }
    if (kyber !== 'none') {
      const id = this.nextId++;
      const pair = signal.KEMKeyPair.generate();
      const kyberSignature = this.identity.sign(pair.getPublicKey().serialize());
      await this.kyberPreKeys.saveKyberPreKey(id, signal.KyberPreKeyRecord.new(id, Date.now(), pair, kyberSignature));
      if (kyber === 'lastResort') {
        this.kyberPreKeys.lastResort.add(id);
      }
      Object.assign(bundle, {
        kyberPreKeyId: id,
        kyberPreKey: b64(pair.getPublicKey().serialize()),
        kyberPreKeySignature: b64(kyberSignature),
      });
    }
    return bundle;
  }

  remote({ remote, remoteDevice }) {
    return this.signal.ProtocolAddress.new(remote, remoteDevice ?? 1);
  }

  async process(request) {
    const { signal } = this;
    const b = request.bundle;
    const key = (text) => signal.PublicKey.deserialize(this.in(text));
    const parts = [
      b.registrationId, b.deviceId, b.preKeyId ?? null, b.preKey ? key(b.preKey) : null,
      b.signedPreKeyId, key(b.signedPreKey), this.in(b.signedPreKeySignature), key(b.identity),
    ];
    if (b.kyberPreKey) {
      parts.push(
        b.kyberPreKeyId, signal.KEMPublicKey.deserialize(this.in(b.kyberPreKey)), this.in(b.kyberPreKeySignature));
    }
    const local = this.takesLocalAddress ? [this.address] : [];
    await signal.processPreKeyBundle(
      signal.PreKeyBundle.new(...parts), this.remote(request), ...local, this.sessions, this.identities);
    return {};
  }

  async encrypt(request) {
    const local = this.takesLocalAddress ? [this.address] : [];
    const message = await this.signal.signalEncrypt(
      this.in(request.text), this.remote(request), ...local, this.sessions, this.identities);
    return { type: message.type(), body: b64(message.serialize()) };
  }

  async decrypt(request) {
    const { signal } = this;
    const local = this.takesLocalAddress ? [this.address] : [];
    const remote = this.remote(request);
    const body = this.in(request.body);
    const text = request.type === 3
      ? await signal.signalDecryptPreKey(
          signal.PreKeySignalMessage.deserialize(body), remote, ...local, this.sessions, this.identities,
          this.preKeys, this.signedPreKeys, ...(signal.KyberPreKeyStore ? [this.kyberPreKeys] : []))
      : await signal.signalDecrypt(
          signal.SignalMessage.deserialize(body), remote, ...local, this.sessions, this.identities);
    return { text: b64(text) };
  }

  trust({ rule }) {
    this.identities.trust = rule;
    return {};
  }

  counts() {
    return { preKeys: this.preKeys.records.size, kyberPreKeys: this.kyberPreKeys.records.size };
  }

  record(request) {
    const stored = this.sessions.records.get(`${request.remote}.${request.remoteDevice ?? 1}`);
    return { record: stored ? b64(stored) : null };
  }

  async archive(request) {
    const record = await this.sessions.getSession(this.remote(request));
    record.archiveCurrentState();
    await this.sessions.saveSession(this.remote(request), record);
    return {};
  }

  async distribute({ distribution }) {
    const message = await this.signal.SenderKeyDistributionMessage.create(this.address, distribution, this.senderKeys);
    return { body: b64(message.serialize()) };
  }

  async processDistribution(request) {
    await this.signal.processSenderKeyDistributionMessage(
      this.remote(request), this.signal.SenderKeyDistributionMessage.deserialize(this.in(request.body)), this.senderKeys);
    return {};
  }

  async groupEncrypt({ distribution, text }) {
    const message = await this.signal.groupEncrypt(this.address, distribution, this.senderKeys, this.in(text));
    return { body: b64(message.serialize()) };
  }

  async groupDecrypt(request) {
    return { text: b64(await this.signal.groupDecrypt(this.remote(request), this.senderKeys, this.in(request.body))) };
  }

  fingerprint({ iterations, version, localId, remoteId, remoteIdentity, scanned }) {
    const fingerprint = this.signal.Fingerprint.new(
      iterations, version, this.in(localId), this.identity.getPublicKey(),
      this.in(remoteId), this.signal.PublicKey.deserialize(this.in(remoteIdentity)));
    const scannable = fingerprint.scannableFingerprint();
    return {
      displayable: fingerprint.displayableFingerprint().toString(),
      scannable: b64(scannable.toBuffer()),
      matches: scanned
        ? scannable.compare(this.signal.ScannableFingerprint._fromBuffer(this.in(scanned)))
        : null,
    };
  }

  decryptionError({ body, type, timestamp, originalDevice }) {
    const message = this.signal.DecryptionErrorMessage.forOriginal(this.in(body), type, timestamp, originalDevice);
    const plaintext = this.signal.PlaintextContent.from(message);
    return { error: b64(message.serialize()), content: b64(plaintext.serialize()) };
  }

  readDecryptionError({ body }) {
    const message = this.signal.DecryptionErrorMessage.extractFromSerializedBody(this.in(body));
    const ratchetKey = message.ratchetKey();
    return {
      timestamp: message.timestamp(),
      deviceId: message.deviceId(),
      ratchetKey: ratchetKey ? b64(ratchetKey.serialize()) : null,
    };
  }
}
