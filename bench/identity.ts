// `bench identity`: what one core gives. Full sign-ins (password by argon2id, then authorization code with PKCE into a service, ID token) and signed
// access tokens (client credentials, ES256). `saphan web` has a core of its own; PostgreSQL and the load share the rest. Rates `per_core` are divided
// by seconds of the clock while web had that core; beside them stand rates divided by CPU-seconds of web alone, and of web and PostgreSQL together,
// which other users of the machine disturb less.
import autocannon from 'autocannon';
import { setTimeout as sleep } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';
import { addPeople, canPin, leaveFirstCore, openSignOnHouse, quantile, type BenchProcess, type SignOnHouse } from './sign-on-house.ts';
import { basicOf, enterService, newVisitor, signIn } from './sign-on-visit.ts';

const quick = process.argv.includes('--quick');
const seconds = quick ? 8 : 30;
const PARALLEL = 8;
const TOKEN_CONNECTIONS = 20;
const PASSWORD = 'แม่น้ำสี่สายไหลลงทะเล';
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const API = 'https://records.example/api';

let serial = 0;

leaveFirstCore();
const house = await openSignOnHouse();
try {
  const web = await house.startWeb({ core: 0 });
  await house.addClient('counter', {});
  await house.addClient('records', { saphan_resource: API, saphan_resource_scopes: 'read' });
  await house.addClient('machine', { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] });
  process.stdout.write(canPin() ? 'web has the first core; PostgreSQL (fsync on) and the load have the others\n' : 'this system cannot give processes cores of their own\n');
  const rate = await measureLogins(house, web);
  await measureHalfLoad(house, web, rate / 2);
  await measureTokens(house, web);
  process.stdout.write(`RESULT identity.memory_mb ${web.peakMb().toFixed(0)} MB\n`);
} finally {
  await house.close();
}

/** People who come one after another, each with a browser of their own. */
async function someoneComes(web: BenchProcess, people: readonly { name: string }[]): Promise<void> {
  const n = serial++;
  const visitor = newVisitor(n);
  await signIn(house, web.port, visitor, people[n % people.length]!.name, PASSWORD);
  await enterService(house, web.port, visitor, 'counter');
}

async function measureLogins(of: SignOnHouse, web: BenchProcess): Promise<number> {
  const people = await addPeople(of.db, 2000, await hash(PASSWORD.normalize('NFC'), COST));
  await closedLoop(3, () => someoneComes(web, people));
  const spent = stopwatch(of, web);
  const { done, tookS } = await closedLoop(seconds, () => someoneComes(web, people));
  const rate = done / tookS;
  process.stdout.write(`${done} sign-ins in ${tookS.toFixed(1)} s of the clock, ${PARALLEL} at a time; ${spent(done)}\nargon2id alone: ${(await hashesPerCpuSecond()).toFixed(1)} a CPU-second on this machine, now\nRESULT identity.logins_per_core ${rate.toFixed(1)} /s\n`);
  return rate;
}

/** What so many of something took from now on, as rates of two kinds of CPU-seconds. */
function stopwatch(of: SignOnHouse, web: BenchProcess): (done: number) => string {
  const began = [web.cpuSeconds(), of.registerCpuSeconds()] as const;
  return (done) => {
    const [webS, registerS] = [web.cpuSeconds() - began[0], of.registerCpuSeconds() - began[1]];
    return `${(done / webS).toFixed(1)} a CPU-second of web, ${(done / (webS + registerS)).toFixed(1)} of web and PostgreSQL together`;
  };
}

/** The bound of every password sign-in: hashes that a CPU-second of this process gives. */
async function hashesPerCpuSecond(): Promise<number> {
  const [count, stored] = [20, await hash(PASSWORD, COST)];
  const began = process.cpuUsage();
  for (let n = 0; n < count; n += 1) await verify(stored, PASSWORD);
  const { user, system } = process.cpuUsage(began);
  return count / ((user + system) / 1e6);
}

async function closedLoop(forS: number, work: () => Promise<void>): Promise<{ done: number; tookS: number }> {
  const began = performance.now();
  let done = 0;
  const lane = async () => { while (performance.now() - began < forS * 1000) { await work(); done += 1; } };
  await Promise.all(Array.from({ length: PARALLEL }, lane));
  return { done, tookS: (performance.now() - began) / 1000 };
}

/** People come at even times whether or not the ones before are through: what a busy morning feels like. */
async function measureHalfLoad(of: SignOnHouse, web: BenchProcess, rate: number): Promise<void> {
  const people = (await of.db.tx((tx) => tx.query(`select user_name as name from identity.account where user_name like 'u%' order by id`))).rows as { name: string }[];
  const took: number[] = [];
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    const due = began + (n * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    all.push(someoneComes(web, people).then(() => { took.push(performance.now() - due); }));
  }
  await Promise.all(all);
  process.stdout.write(`${took.length} sign-ins at ${rate.toFixed(1)} /s: p50 ${quantile(took, 0.5).toFixed(0)} ms\nRESULT identity.login_p99_ms ${quantile(took, 0.99).toFixed(0)} ms\n`);
}

async function measureTokens(of: SignOnHouse, web: BenchProcess): Promise<void> {
  const load = (duration: number) => autocannon({
    url: `http://127.0.0.1:${web.port}/oidc/token`, connections: TOKEN_CONNECTIONS, duration, method: 'POST',
    headers: { host: new URL(of.publicUrl).host, authorization: basicOf('machine'), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: API, scope: 'read' }).toString(),
  });
  await load(3);
  const spent = stopwatch(of, web);
  const result = await load(seconds);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  process.stdout.write(`${result.requests.total} tokens, p99 ${result.latency.p99} ms; ${spent(result.requests.total)}\nRESULT identity.tokens_per_core ${(result.requests.total / result.duration).toFixed(0)} /s\n`);
}
