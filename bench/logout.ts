// `bench logout`: how soon everybody knows. One session with 200 services is ended: time until the last service was told and its receipt is written.
// Ten of them are then down for ten minutes of a clock that runs twenty times as fast, and must be told in the end. A suspended account's next request must fail.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecret } from '../server/src/kernel/tokens.ts';
import { endAllSessions, suspendAccount } from '../server/src/modules/identity/index.ts';
import { addPeople, openSignOnHouse, quantile, type SignOnHouse } from './sign-on-house.ts';
import { ask, newVisitor } from './sign-on-visit.ts';

const quick = process.argv.includes('--quick');
const SERVICES = 200;
const DOWN = 10;
const rounds = quick ? 4 : 20;
const CLOCK = 20;
const DOWN_S = (quick ? 120 : 600) / CLOCK;
const TICK_MS = 100;
const actor = { name: 'bench', role: 'operator' } as const;

const heard = new Map<string, number>();
const down = new Set<string>();
const receivers = createServer((request, reply) => {
  request.resume().on('end', () => {
    const service = (request.url ?? '').slice(1);
    if (down.has(service)) return void reply.writeHead(503).end();
    heard.set(service, performance.now());
    reply.writeHead(200).end();
  });
});
await new Promise<void>((resolve) => { receivers.listen(0, '127.0.0.1', resolve); });
const house = await openSignOnHouse();
try {
  const web = await house.startWeb();
  const services = await addServices(house);
  await house.startWorker();
  await measureLogout(services);
  await measureOutage(services);
  await measureSuspension(house, web.port);
} finally {
  receivers.close();
  await house.close();
}

async function addServices({ addClient }: SignOnHouse): Promise<string[]> {
  const names = Array.from({ length: SERVICES }, (_, n) => `service-${n}`);
  const { port } = receivers.address() as AddressInfo;
  for (const name of names) await addClient(name, { backchannel_logout_uri: `http://127.0.0.1:${port}/${name}`, backchannel_logout_session_required: true });
  return names;
}

/** One person signed in here, and entered every service under that session. */
async function signedInto(services: readonly string[]): Promise<{ accountId: string; secret: string }> {
  const [person] = await addPeople(house.db, 1, 'no password');
  const { text, hash } = newSecret();
  await house.db.tx(async (tx) => {
    const { rows: [session] } = await tx.query(`insert into identity.session (secret_hash, account_id, epoch, state, persona, aal, methods, idle_until, ends_at)
      select $1, id, security_epoch, 'active', 'citizen', 1, '{password}', now() + interval '1 hour', now() + interval '1 hour' from identity.account where id = $2 returning id`, [hash, person?.id]);
    await tx.query(`insert into signon.service_session (session_id, client_id, account_id, provider_uid, sid, sub) select $1::uuid, name, $2::uuid, 'uid-' || $1::uuid, 'sid-' || name || $1::uuid, 'sub' from unnest($3::text[]) name`, [session.id, person?.id, services]);
  });
  return { accountId: person?.id ?? '', secret: text };
}

function end(accountId: string): Promise<number> {
  return house.db.tx((tx) => endAllSessions(tx, actor, accountId, 'signed-out-everywhere'));
}

/** Waits until so many deliveries of the account have their receipt. */
async function waitForReceipts(accountId: string, count: number, patienceS: number): Promise<number> {
  for (const until = Date.now() + patienceS * 1000; Date.now() < until; await sleep(10)) {
    const { rows } = await house.db.tx((tx) => tx.query('select count(*)::int as n from signon.logout_delivery where account_id = $1 and delivered_at is not null', [accountId]));
    if (rows[0].n >= count) return rows[0].n as number;
  }
  return (await house.db.tx((tx) => tx.query('select count(*)::int as n from signon.logout_delivery where account_id = $1 and delivered_at is not null', [accountId]))).rows[0].n as number;
}

async function measureLogout(services: readonly string[]): Promise<void> {
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const { accountId } = await signedInto(services);
    heard.clear();
    const began = performance.now();
    await end(accountId);
    const receipts = await waitForReceipts(accountId, SERVICES, 60);
    if (receipts < SERVICES || heard.size < SERVICES) throw new Error(`${receipts} receipts, ${heard.size} heard of ${SERVICES}`);
    // The first round finds the worker cold: it builds its provider.
    if (round > 0) took.push((performance.now() - began) / 1000);
  }
  process.stdout.write(`${rounds} sessions with ${SERVICES} services each: until the last receipt p50 ${quantile(took, 0.5).toFixed(2)} s, slowest ${Math.max(...took).toFixed(2)} s\nRESULT logout.p95_s ${quantile(took, 0.95).toFixed(2)} s\n`);
}

/** Lets time pass faster for whoever waits to be told: the worker keeps its own waits of seconds and minutes. */
function hurry(): { stop(): void } {
  const timer = setInterval(() => {
    void house.db.tx((tx) => tx.query("with hurried as (update signon.logout_delivery set next_at = next_at - make_interval(secs => $1::float8) where delivered_at is null returning 1) select pg_notify('signon_logout', '') from (select count(*) from hurried) h", [((CLOCK - 1) * TICK_MS) / 1000]));
  }, TICK_MS);
  return { stop: () => clearInterval(timer) };
}

async function measureOutage(services: readonly string[]): Promise<void> {
  for (const name of services.slice(0, DOWN)) down.add(name);
  const { accountId } = await signedInto(services);
  heard.clear();
  await end(accountId);
  const others = await waitForReceipts(accountId, SERVICES - DOWN, 60);
  const clock = hurry();
  await sleep(DOWN_S * 1000);
  const meanwhile = await waitForReceipts(accountId, 0, 1);
  down.clear();
  const back = performance.now();
  const all = await waitForReceipts(accountId, SERVICES, 120);
  clock.stop();
  const later = ((performance.now() - back) / 1000) * CLOCK;
  process.stdout.write(`${DOWN} services down for ${DOWN_S * CLOCK} s (a clock ${CLOCK} times as fast): ${others} told at once, ${meanwhile} when they came back, ${all} in the end, the last ${later.toFixed(0)} s of that clock later\nRESULT logout.told_after_outage ${all} of ${SERVICES}\n`);
  if (all < SERVICES) process.exitCode = 1;
}

async function measureSuspension({ db, publicUrl }: SignOnHouse, port: number): Promise<void> {
  const took: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const { accountId, secret } = await signedInto([]);
    const visitor = newVisitor(n);
    visitor.cookies.set('__Host-saphan', { value: secret, path: '/' });
    const who = async () => (JSON.parse((await ask({ publicUrl }, port, visitor, '/api/v1/session')).body) as { who: object | null }).who;
    if (await who() === null) throw new Error('the session does not count before the suspension');
    const began = performance.now();
    await db.tx((tx) => suspendAccount(tx, actor, accountId, 'bench'));
    while (await who() !== null) if (performance.now() - began > 10_000) throw new Error('a suspended account goes on');
    took.push(performance.now() - began);
  }
  process.stdout.write(`suspended ${took.length} times: p50 ${quantile(took, 0.5).toFixed(0)} ms\nRESULT logout.suspended_ms ${Math.max(...took).toFixed(0)} ms\n`);
}
