// `bench rotation`: signing keys turn under load, and nobody notices. Two web processes issue tokens all the while; four services check each of them
// with a key set of their own, cached as they like. Every rotation goes next → active → retiring → gone on a clock of seconds.
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from 'jose';
import { rotateSigningKey, turnSigningKeys, type KeyTimes } from '../server/src/modules/signon/index.ts';
import { openSignOnHouse, type BenchProcess } from './sign-on-house.ts';
import { ask, basicOf, newVisitor } from './sign-on-visit.ts';

const quick = process.argv.includes('--quick');
const rotations = quick ? 2 : 6;
const VALIDATORS = 4;
/** A service asks for the keys again after so long, and at most so often when it meets an unknown one. */
const CACHE_MS = 2000;
const COOLDOWN_MS = 1000;
/** As in the product the next key is published, and the last one kept, for longer than any cache and any token lives. */
const times: KeyTimes = { activeS: 3600, nextS: 4, retiringS: 4 };
const TOKEN_S = 3;
const API = 'https://records.example/api';
const actor = { name: 'bench', role: 'operator' } as const;

const counts = { issued: 0, checked: 0, failed: 0, refused: 0 };
const kids = new Set<string>();
const reasons = new Map<string, number>();
let open = true;

const house = await openSignOnHouse();
try {
  const webs = [await house.startWeb(), await house.startWeb()];
  await house.addClient('records', { saphan_resource: API, saphan_resource_scopes: 'read' });
  await house.addClient('machine', { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] });
  const issuing = webs.map((web) => issue(web, Array.from({ length: VALIDATORS }, (_, n) => keysOf(webs[n % webs.length]!.port))));
  await sleep(1000);
  for (let n = 0; n < rotations; n += 1) await rotate();
  open = false;
  await Promise.all(issuing);
  if (kids.size < rotations + 1) throw new Error(`${kids.size} keys signed, ${rotations + 1} were expected`);
  process.stdout.write(`${rotations} rotations, ${counts.issued} tokens by 2 processes, signed by ${kids.size} keys, checked ${counts.checked} times by ${VALIDATORS} services${[...reasons].map(([reason, times_]) => `; ${reason}: ${times_}`).join('')}\nRESULT rotation.failed ${counts.failed + counts.refused} of ${counts.checked}\n`);
  if (counts.failed + counts.refused > 0) process.exitCode = 1;
} finally {
  open = false;
  await house.close();
}

/** The key set of one service, as `jose` keeps it; it asks the process that it happens to reach. */
function keysOf(port: number) {
  const reach = (_url: string, init: { headers: Headers }) => fetch(`http://127.0.0.1:${port}/oidc/jwks`, { headers: [...init.headers, ['accept', 'application/json']] });
  return createRemoteJWKSet(new URL(`http://localhost:${port}/oidc/jwks`), { cacheMaxAge: CACHE_MS, cooldownDuration: COOLDOWN_MS, [customFetch]: reach as never });
}

/** Issues tokens one after another; each is checked at once, and again shortly before it ends. */
async function issue(web: BenchProcess, services: readonly ReturnType<typeof keysOf>[]): Promise<void> {
  const later: Promise<void>[] = [];
  while (open) {
    const answer = await ask(house, web.port, newVisitor(1), '/oidc/token', { form: { grant_type: 'client_credentials', resource: API, scope: 'read' }, headers: { authorization: basicOf('machine') } });
    if (answer.status !== 200) { counts.refused += 1; note(`token ${answer.status}`); continue; }
    counts.issued += 1;
    const token = (JSON.parse(answer.body) as { access_token: string }).access_token;
    kids.add(decodeProtectedHeader(token).kid ?? '');
    await Promise.all(services.map((keys) => check(token, keys)));
    if (counts.issued % 5 === 0) later.push(sleep(TOKEN_S * 1000).then(() => Promise.all(services.map((keys) => check(token, keys)))).then(() => undefined));
  }
  await Promise.all(later);
}

async function check(token: string, keys: ReturnType<typeof keysOf>): Promise<void> {
  counts.checked += 1;
  await jwtVerify(token, keys, { issuer: `${house.publicUrl}/oidc`, audience: API, algorithms: ['ES256'] }).catch((error: { code?: string; message: string }) => { counts.failed += 1; note(error.code ?? error.message); });
}

const note = (reason: string): void => { reasons.set(reason, (reasons.get(reason) ?? 0) + 1); };

/** One whole rotation, by the product's own functions. */
async function rotate(): Promise<void> {
  await house.db.tx((tx) => rotateSigningKey(tx, actor, house.masterKey));
  await sleep((times.nextS + 0.2) * 1000);
  await turnSigningKeys(house.db, house.masterKey, times);
  await sleep((times.retiringS + 0.2) * 1000);
  await turnSigningKeys(house.db, house.masterKey, times);
}
