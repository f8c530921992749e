// The same five jobs as bench/Tombolo.Signal.Bench, on Signal's library: `node bench.mjs 0.103.0`. A line on standard
// input names a job and a time in milliseconds; the answer is { operations, milliseconds, processorMilliseconds }. Store calls and record
// serialisation are included, as they are on the other side.
import { createInterface } from 'node:readline';
import { Person } from './person.mjs';

const wanted = process.argv[2] ?? '0.103.0';
const module = await import(`libsignal-${wanted}`);
const signal = module.default ?? module;
const minor = Number(wanted.split('.')[1]);
const aliceName = '9d0652a3-dcc3-4d11-975f-74d61598733f';
const bobName = '796abedb-ca4e-4f18-8803-1fde5b921f9f';
const distribution = 'd1d1d1d1-7000-11eb-b32a-33b8a8a487a6';
const text = new Uint8Array(100).fill(0x61);

const pair = () => [new Person(signal, minor, aliceName, 1), new Person(signal, minor, bobName, 1)];

const local = (person) => [person.address];

const encrypt = (from, to) =>
  signal.signalEncrypt(text, to.address, ...local(from), from.sessions, from.identities);

async function decrypt(to, from, message) {
  const body = message.serialize();
  return message.type() === 3
    ? signal.signalDecryptPreKey(
        signal.PreKeySignalMessage.deserialize(body), from.address, ...local(to), to.sessions, to.identities, to.preKeys,
        to.signedPreKeys, to.kyberPreKeys)
    : signal.signalDecrypt(
        signal.SignalMessage.deserialize(body), from.address, ...local(to), to.sessions, to.identities);
}

async function start(alice, bob, kyber = 'lastResort') {
  const b = await bob.bundle({ oneTime: true, kyber });
  const bundle = signal.PreKeyBundle.new(
    b.registrationId, b.deviceId, b.preKeyId, signal.PublicKey.deserialize(alice.in(b.preKey)), b.signedPreKeyId,
    signal.PublicKey.deserialize(alice.in(b.signedPreKey)), alice.in(b.signedPreKeySignature),
    signal.PublicKey.deserialize(alice.in(b.identity)), b.kyberPreKeyId,
    signal.KEMPublicKey.deserialize(alice.in(b.kyberPreKey)), alice.in(b.kyberPreKeySignature));
  return { bundle, preKeyId: b.preKeyId };
}

const process_ = (alice, bob, bundle) =>
  signal.processPreKeyBundle(bundle, bob.address, ...local(alice), alice.sessions, alice.identities);

async function established() {
  const [alice, bob] = pair();
  const { bundle } = await start(alice, bob);
  await process_(alice, bob, bundle);
  await decrypt(bob, alice, await encrypt(alice, bob));
  await decrypt(alice, bob, await encrypt(bob, alice));
  return [alice, bob];
}

const jobs = {
  async setup() {
    const [alice, bob] = pair();
    const { bundle, preKeyId } = await start(alice, bob);
    const preKey = bob.preKeys.records.get(preKeyId);
    return async () => {
      alice.sessions.records.clear();
      bob.sessions.records.clear();
      bob.preKeys.records.set(preKeyId, preKey);
      await process_(alice, bob, bundle);
      await decrypt(bob, alice, await encrypt(alice, bob));
    };
  },
  async oneway() {
    const [alice, bob] = await established();
    return async () => decrypt(bob, alice, await encrypt(alice, bob));
  },
  async pingpong() {
    let [from, to] = await established();
    return async () => {
      await decrypt(to, from, await encrypt(from, to));
      [from, to] = [to, from];
    };
  },
  async group() {
    const [alice, bob] = pair();
    const message = await signal.SenderKeyDistributionMessage.create(alice.address, distribution, alice.senderKeys);
    await signal.processSenderKeyDistributionMessage(
      alice.address, signal.SenderKeyDistributionMessage.deserialize(message.serialize()), bob.senderKeys);
    return async () => {
      const sent = await signal.groupEncrypt(alice.address, distribution, alice.senderKeys, text);
      await signal.groupDecrypt(alice.address, bob.senderKeys, sent.serialize());
    };
  },
  async safety() {
    const [alice, bob] = pair();
    const [a, b] = [alice.identity.getPublicKey(), bob.identity.getPublicKey()];
    const [aliceId, bobId] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    return async () => {
      const fingerprint = signal.Fingerprint.new(5200, 2, aliceId, a, bobId, b);
      fingerprint.displayableFingerprint().toString();
      fingerprint.scannableFingerprint().toBuffer();
    };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const operation = await jobs[request.job]();
  const started = performance.now();
  const used = process.cpuUsage();
  let operations = 0;
  while (performance.now() - started < request.milliseconds) {
    for (let i = 0; i < (request.batch ?? 1); i++) {
      await operation();
    }
    operations += request.batch ?? 1;
  }
  const { user, system } = process.cpuUsage(used);
  process.stdout.write(`${JSON.stringify({
    operations, milliseconds: performance.now() - started, processorMilliseconds: (user + system) / 1000,
  })}\n`);
}
