import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealSecret } from '#kernel/secrets.ts';
import { openGatewayHouse, type GatewayHouse } from '#modules/exchange/testing/gateway-house.ts';
import { openUpstreamSignIn } from './upstream-sign-in.ts';

const masterKey = randomBytes(32);
const secrets = { header: 'K-5f0c1d', basic: 'P:ass-77ab', oauth2: 'S-ec/ret 91' };
const said: string[] = [];
const log = pino({ level: 'trace' }, new Writable({ write(chunk: Buffer, _encoding, done) { said.push(String(chunk)); done(); } }));
let house: GatewayHouse;
let tokens = 0, givesTokens = true;
const seen: Record<string, string | undefined>[] = [];

beforeAll(async () => {
  house = await openGatewayHouse({ masterKey, log, upstreamHeaders: openUpstreamSignIn(masterKey, { allow: ['127.0.0.1'] }) });
  house.upstream.handle = (request, response, body) => {
    response.setHeader('content-type', 'application/json');
    if (request.url !== '/token') { seen.push({ authorization: request.headers.authorization, key: request.headers['x-api-key'] as string, proof: request.headers['signature'] as string }); response.end('{"ok":true}'); return; }
    tokens += 1;
    const isRight = request.headers.authorization === `Basic ${Buffer.from('saphan:S-ec%2Fret+91').toString('base64')}` && new URLSearchParams(body.toString()).get('grant_type') === 'client_credentials';
    response.statusCode = isRight && givesTokens ? 200 : 401;
    response.end(response.statusCode === 200 ? '{"access_token":"AT-1","token_type":"Bearer","expires_in":3600}' : `{"error":"invalid_client","error_description":"${secrets.oauth2}"}`);
  };
});
afterAll(() => house.close());

/** A service whose owner sealed how to sign in at its own API. */
async function open(slug: string, credential: { kind: string }): Promise<() => ReturnType<GatewayHouse['call']>> {
  const { number, serviceId } = await house.service({ slug });
  await house.run('insert into registry.upstream_credential (service_id, kind, shown, sealed, set_by, set_at) values ($1, $2, $2, $3, $2, now())', [serviceId, credential.kind, sealSecret(masterKey, 'registry.upstream', JSON.stringify(credential))]);
  return () => house.call({ target: `/x/${slug}/people`, agreement: number, body: '{"q":1}' });
}

it('the gateway signs in at an owner’s API by header, password or OAuth, and nobody else ever sees the secret', async () => {
  const origin = new URL(house.upstream.url).origin;
  const oauth2 = { kind: 'oauth2', tokenUrl: `${origin}/token`, clientId: 'saphan', clientSecret: secrets.oauth2 };
  const [byHeader, byPassword, byToken] = [await open('by-header', { kind: 'header', name: 'X-Api-Key', value: secrets.header } as { kind: string }), await open('by-password', { kind: 'basic', user: 'saphan', password: secrets.basic } as { kind: string }), await open('by-token', oauth2)];
  const answers = [await byHeader(), await byPassword(), await byToken(), await byToken()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(seen).toMatchObject([
    { authorization: undefined, key: secrets.header }, { authorization: `Basic ${Buffer.from(`saphan:${secrets.basic}`).toString('base64')}`, key: undefined },
    { authorization: 'Bearer AT-1', key: undefined }, { authorization: 'Bearer AT-1', key: undefined },
  ]);
  expect(seen.every(({ proof }) => proof?.startsWith('sig1=:'))).toBe(true);
  expect(tokens).toBe(1);

  // One whose token is refused: the network is named, not the secret, and the owner's API is not asked without it.
  givesTokens = false;
  const refused = await (await open('by-wrong', { ...oauth2, clientSecret: `${secrets.oauth2}!` } as { kind: string }))();
  expect(refused).toMatchObject({ status: 502, signedByHouse: true, json: { code: 'exchange.provider-unreachable' } });
  expect(seen).toHaveLength(4);

  const kept = JSON.stringify(await house.run("select (select string_agg(e::text, '') from exchange.exchange e) || (select string_agg(l::text, '') from ledger.entry l) || (select string_agg(c::text, '') from registry.upstream_credential c) as id"));
  const told = JSON.stringify([...answers, refused].map(({ headers, body }) => [headers, body.toString()]));
  expect(kept.length).toBeGreaterThan(1_000);
  for (const secret of [...Object.values(secrets), 'AT-1', Buffer.from(`saphan:${secrets.basic}`).toString('base64'), Buffer.from('saphan:S-ec%2Fret+91').toString('base64')]) for (const text of [kept, told, said.join('')]) expect(text).not.toContain(secret);
});
