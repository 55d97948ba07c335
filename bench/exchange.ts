// `bench exchange`: signed exchanges of 1 KB each way over 32 connections through the house's own web process, with evidence committed before each answer, in turn with
// the same requests unsigned through a plain proxy beside it. Requests are signed before the clock starts; the provider is a process of its own that verifies nothing.
// The ceiling of one core's cryptography alone is printed first. --quick takes 4 seconds a round.
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import { median } from './house.ts';
import { openExchangeHouse } from './exchange-parts/exchange-house.ts';
import { load, type Loaded } from './exchange-parts/load.ts';

const quick = process.argv.includes('--quick');
const SECONDS = quick ? 4 : 15;
const ROUNDS = quick ? 1 : 3;
const CONNECTIONS = 32;
const WARM_S = quick ? 2 : 4;
const MOST_PER_SECOND = 4_000;

measureCeiling();
const house = await openExchangeHouse();
try {
  await house.startWeb();
  const proxy = await house.helper('plain-proxy.ts', String(house.backendPort));
  const plain = house.plain();
  await through(house.port, signedFor(WARM_S), WARM_S, 'warming');
  await load(proxy, CONNECTIONS, WARM_S, () => plain);
  const rounds: { gateway: Loaded; proxy: Loaded }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const gateway = await through(house.port, signedFor(SECONDS), SECONDS, `round ${round + 1}`);
    const beside = await load(proxy, CONNECTIONS, SECONDS, () => plain);
    rounds.push({ gateway, proxy: beside });
    process.stdout.write(`  plain proxy ${say(beside)}\n`);
  }
  const kept = (await house.db.tx((tx) => tx.query('select count(*)::int as n from exchange.exchange e join ledger.entry l on l.id = e.id'))).rows[0].n as number;
  process.stdout.write(`${kept} exchanges kept with their entries\n`);
  process.stdout.write(`RESULT exchange.per_s ${median(rounds.map(({ gateway }) => gateway.perSecond)).toFixed(0)} /s\nRESULT exchange.p99_ms ${median(rounds.map(({ gateway }) => gateway.p99Ms)).toFixed(1)} ms\n`);
  process.stdout.write(`RESULT exchange.vs_plain ${median(rounds.map(({ gateway, proxy: beside }) => gateway.perSecond / beside.perSecond)).toFixed(2)} of a plain proxy\n`);
} finally {
  await house.close();
}

/** Requests enough for so many seconds. */
function signedFor(seconds: number): Buffer[] {
  return Array.from({ length: seconds * MOST_PER_SECOND }, () => house.signed());
}

async function through(port: number, requests: Buffer[], seconds: number, name: string): Promise<Loaded> {
  const before = house.cpuSeconds();
  const loaded = await load(port, CONNECTIONS, seconds, () => requests.pop() ?? null);
  const after = house.cpuSeconds();
  const each = (part: keyof typeof after) => `${part} ${(((after[part] - before[part]) / loaded.answers) * 1e6).toFixed(0)} µs`;
  process.stdout.write(`${name}: gateway ${say(loaded)}; CPU an exchange: ${each('gateway')}, ${each('register')}, ${each('provider')}, ${each('caller')}\n`);
  const wrong = [...loaded.statuses].filter(([status]) => status !== 200);
  if (wrong.length > 0) throw new Error(`not every answer was 200: ${wrong.map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  return loaded;
}

function say({ perSecond, p50Ms, p99Ms }: Loaded): string {
  return `${perSecond.toFixed(0)}/s, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
}

/** One verification and one signature an exchange, by Ed25519, and nothing else. */
function measureCeiling(): void {
  const key = newKey();
  const base = randomBytes(300).toString('hex');
  const signature = key.sign(base);
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < 1000) { if (!key.verify(base, signature)) throw new Error('wrong'); key.sign(base); count += 1; }
  process.stdout.write(`cryptography alone on one core: ${(count / ((performance.now() - began) / 1000)).toFixed(0)} verifications with a signature each a second\n`);
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { sign: (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64'), verify: (text: string, signature: string) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64')) };
}
