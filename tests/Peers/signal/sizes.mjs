// A conversation of two people on Signal's library, told message by message, that answers with the sizes of both session
// records: `node sizes.mjs 0.103.0`.
import { createInterface } from 'node:readline';
import { Person } from './person.mjs';

const wanted = process.argv[2] ?? '0.103.0';
const module = await import(`libsignal-${wanted}`);
const signal = module.default ?? module;
const minor = Number(wanted.split('.')[1]);
const alice = new Person(signal, minor, '9d0652a3-dcc3-4d11-975f-74d61598733f', 1);
const bob = new Person(signal, minor, '796abedb-ca4e-4f18-8803-1fde5b921f9f', 1);
const nameOf = (person) => person.address.name();
const sizeOf = (person, remote) => person.sessions.records.get(`${nameOf(remote)}.1`)?.length ?? 0;
const text = Buffer.alloc(100).toString('base64');

await alice.process({ remote: nameOf(bob), bundle: await bob.bundle({ oneTime: true, kyber: 'lastResort' }) });
for await (const line of createInterface({ input: process.stdin })) {
  const { fromAlice, arrives } = JSON.parse(line);
  const [from, to] = fromAlice ? [alice, bob] : [bob, alice];
  const message = await from.encrypt({ remote: nameOf(to), text });
  if (arrives) {
    await to.decrypt({ remote: nameOf(from), ...message });
  }
  process.stdout.write(`${JSON.stringify({ alice: sizeOf(alice, bob), bob: sizeOf(bob, alice) })}\n`);
}
