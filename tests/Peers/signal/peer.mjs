// A JSON-lines peer: `node peer.mjs 0.103.0`. One request a line on standard input, one answer a line on standard output.
// A request names an operation and a person; an answer is { id, ok: true, ... } or { id, ok: false, code, message }.
import { createInterface } from 'node:readline';
import { Person } from './person.mjs';

const wanted = process.argv[2] ?? '0.103.0';
const module = await import(`libsignal-${wanted}`);
const signal = module.default ?? module;
const minor = Number(wanted.split('.')[1]);
const people = new Map();

const operations = {
  create({ person, name, deviceId }) {
    const created = new Person(signal, minor, name, deviceId ?? 1);
    people.set(person, created);
    return {
      identity: Buffer.from(created.identity.getPublicKey().serialize()).toString('base64'),
      registrationId: created.registrationId,
    };
  },
};

const personal = [
  'bundle', 'process', 'encrypt', 'decrypt', 'trust', 'counts', 'record', 'archive', 'changeIdentity', 'distribute',
  'processDistribution', 'groupEncrypt', 'groupDecrypt', 'fingerprint', 'decryptionError', 'readDecryptionError',
];

async function answer(request) {
  const operation = operations[request.op];
  if (operation) {
    return operation(request);
  }
  if (!personal.includes(request.op)) {
    throw new Error(`unknown operation ${request.op}`);
  }
  const person = people.get(request.person);
  if (!person) {
    throw new Error(`nobody is called ${request.person}`);
  }
  return person[request.op](request);
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let reply;
  try {
    reply = { id: request.id, ok: true, ...(await answer(request)) };
  } catch (error) {
    reply = { id: request.id, ok: false, code: error.code ?? -1, message: String(error.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
