// `bench lookup`: one record by its key through the whole gateway (agreement, purpose, quota, evidence committed before the answer, answer signed) against a bare Fastify + pg
// primary-key route on the same rows, in turn, slice by slice, 32 connections; with plain token, and with requests signed by the caller (drawn before the clock starts).
// lookup.ratio is the median over slices of gateway ÷ bare with a plain token; lookup.signed_ratio the same signed. --quick is short.
import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { cloneRoot } from '../server/src/kernel/config.ts';
import type { Database } from '../server/src/kernel/db.ts';
import { theHouse } from '../server/src/kernel/policy.ts';
import { createDataset } from '../server/src/modules/catalog/index.ts';
import { addAgreement, addKey, addService, addSystem, runOn } from '../server/src/modules/exchange/testing/trusted-rows.ts';
import { digestOf, newSystem, signedHeaders } from '../server/src/modules/exchange/testing/signing-system.ts';
import { median, openBenchHouse } from './house.ts';

const quick = process.argv.includes('--quick');
const rows = quick ? 20_000 : 1_000_000;
const rounds = quick ? 3 : 15;
const sliceMs = quick ? 1_500 : 4_000;
const connections = 32;
/** Drawn for each signed slice: more than it can use, signed before its clock starts. */
const signedAhead = quick ? 6_000 : 16_000;
const agreement = 'SA-2569-0001';
const target = '/x/bench-lookup/lookup';
const columns = ['id', 'province', 'crop', 'area_rai', 'name_th', 'registered_on'].map((name) => ({ name, titleTh: name, titleEn: name, type: name === 'id' ? 'integer' : name === 'area_rai' ? 'decimal' : 'text', personal: null, pseudonymised: false }));
const tokenPair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const caller = newSystem('TH/GOV/doae/farm');

/** A service with a served set of so many rows, and an agreement to use it. @returns the set. */
async function furnish(db: Database): Promise<number> {
  const run = runOn(db);
  const dataset = (await db.tx((tx) => createDataset(tx, theHouse, { slug: 'bench-lookup', agencyId: 'rid', titleTh: 'ค้น', titleEn: 'Lookup' }))).id;
  const consumer = await addSystem(run, 'doae', 'farm', 'bench-client');
  await addKey(run, consumer, caller);
  const serviceId = await addService(run, await addSystem(run, 'rid', 'releases'), { slug: 'bench-lookup', kind: 'hosted', operations: [{ id: 'lookupRecord', method: 'POST', path: '/lookup' }] });
  await addAgreement(run, { number: agreement, consumer: 'doae', provider: 'rid', systemId: consumer, serviceId, terms: { operations: ['lookupRecord'], quotaPerDay: 1_000_000_000, ratePerSecond: 1_000_000 } });
  return db.tx(async (tx) => {
    const { rows: [release] } = await tx.query(`insert into lake.release (dataset_id, number, run_id, contract_version, row_count, bytes, content_hash, manifest, columns, profile, diff, lineage, keep_releases, published_by)
      values ($1, 1, 1, 1, $2, 0, 'bench', '{"files": []}', '[]', '[]', '{}', '{}', 1, 'bench') returning id`, [dataset, rows]);
    await tx.query('insert into lake.head (dataset_id, release_id, version) values ($1, $2, 1)', [dataset, release.id]);
    await tx.query(`insert into hosting.offer (service_id, dataset_id, kind, created_at) values ($1, $2, 'lookup', now())`, [serviceId, dataset]);
    await tx.query(`insert into hosting.offer_version (service_id, version, contract_version, columns, key_columns, conditions, group_columns, suppress_below, actor, recorded_at) values ($1, 1, 1, $2, '{id}', '[]', '{}', 5, 'bench', now())`, [serviceId, JSON.stringify(columns)]);
    const { rows: [set] } = await tx.query(`insert into hosting.served_set (service_id, offer_version, release_id, release_number, content_hash, state, rows, bytes, fence, asked_at) values ($1, 1, $2, 1, 'bench', 'ready', $3, 0, 1, now()) returning id`, [serviceId, release.id, rows]);
    await tx.query(`insert into hosting.served_row (set_id, key, doc) select $1::bigint, i::text, jsonb_build_object('id', i, 'province', lpad((10 + i % 77)::text, 2, '0'), 'crop', 'ข้าวนาปี', 'area_rai', (i % 9000) / 100.0, 'name_th', 'เกษตรกรคนที่ ' || i, 'registered_on', '2026-01-15') from generate_series(1, $2::int) i`, [set.id, rows]);
    await tx.query('insert into hosting.served_head (service_id, set_id, moved_at) values ($1, $2, now())', [serviceId, set.id]);
    return set.id as number;
  });
}

interface Ready { readonly headers: Record<string, string>; readonly body: string }
const bodyOf = () => JSON.stringify({ key: 1 + Math.floor(Math.random() * rows) });

/** Sends what `next` draws over so many connections until the time is over. @returns answers a second; every one was 200. */
async function slice(port: number, path: string, next: () => Ready | null): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + sliceMs;
  const began = performance.now();
  let answered = 0;
  const one = (ready: Ready): Promise<void> => new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: ready.headers, setHost: false }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => { if (reply.statusCode === 200) { answered += 1; resolve(); } else reject(new Error(`${reply.statusCode}: ${Buffer.concat(parts).toString().slice(0, 400)}`)); });
    });
    sent.on('error', reject);
    sent.end(ready.body);
  });
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() < until) {
      const ready = next();
      if (!ready) return;
      await one(ready);
    }
  }));
  agent.destroy();
  return answered / ((performance.now() - began) / 1_000);
}

function tokenOf(origin: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1_000);
  const head = `${part({ alg: 'ES256', typ: 'at+jwt', kid: 'bench' })}.${part({ iss: `${origin}/oidc`, aud: `${origin}/x`, client_id: 'bench-client', exp: now + 3_600, nbf: now - 5 })}`;
  return `${head}.${sign('sha256', Buffer.from(head), { key: tokenPair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

async function measure(ports: { gateway: number; bare: number }): Promise<void> {
  const origin = `http://127.0.0.1:${ports.gateway}`;
  const token = tokenOf(origin);
  const plain = (): Ready => { const body = bodyOf(); return { body, headers: { 'host': new URL(origin).host, 'content-type': 'application/json', 'content-length': String(body.length), 'content-digest': digestOf(body), 'authorization': `Bearer ${token}`, 'exchange-client': caller.path, 'exchange-agreement': agreement, 'exchange-purpose': 'aid' } }; };
  const bare = (): Ready => { const body = bodyOf(); return { body, headers: { 'host': `127.0.0.1:${ports.bare}`, 'content-type': 'application/json', 'content-length': String(body.length) } }; };
  const drawSigned = () => { const drawn = Array.from({ length: signedAhead }, (): Ready => { const body = bodyOf(); return { body, headers: signedHeaders(caller, { method: 'POST', target, origin, body, agreement, lifeS: 280 }) }; }); return () => drawn.pop() ?? null; };
  for (const [port, path, next] of [[ports.bare, '/lookup', bare], [ports.gateway, target, plain], [ports.gateway, target, drawSigned()]] as const) await slice(port, path, next);
  const seen: Record<'bare' | 'token' | 'signed', number[]> = { bare: [], token: [], signed: [] };
  for (let round = 0; round < rounds; round += 1) {
    const signed = drawSigned();
    seen.bare.push(await slice(ports.bare, '/lookup', bare));
    seen.token.push(await slice(ports.gateway, target, plain));
    seen.signed.push(await slice(ports.gateway, target, signed));
  }
  const ratio = (kind: 'token' | 'signed') => median(seen[kind].map((rate, i) => rate / (seen.bare[i] as number)));
  process.stdout.write(`bare ${median(seen.bare).toFixed(0)}/s, token ${median(seen.token).toFixed(0)}/s, signed ${median(seen.signed).toFixed(0)}/s, ${rows} rows, ${rounds} rounds\nRESULT lookup.ratio ${ratio('token').toFixed(3)}\nRESULT lookup.signed_ratio ${ratio('signed').toFixed(3)}\n`);
}

const house = await openBenchHouse();
let child: ChildProcess | null = null;
try {
  const set = await furnish(house.db);
  const client = await house.db.connect();
  await client.query('vacuum analyze hosting.served_row');
  client.release();
  child = fork(join(cloneRoot, 'bench/lookup/servers.ts'), { env: { ...process.env, DATABASE_URL: house.server.url, BENCH_SET: String(set), BENCH_TOKEN_KEY: JSON.stringify(tokenPair.publicKey.export({ format: 'jwk' })) } });
  const [ports] = await once(child, 'message') as [{ gateway: number; bare: number }];
  await measure(ports);
} finally {
  child?.kill();
  await house.close();
}
