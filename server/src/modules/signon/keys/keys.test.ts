import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';
import { rotateSigningKey } from './rotate.ts';
import { turnSigningKeys, type KeyTimes } from './turn.ts';

let world: World;
beforeAll(async () => { world = await openWorld(); });
afterAll(() => world?.close());

const times: KeyTimes = { activeS: 3600, nextS: 0, retiringS: 3600 };
const turn = (over: Partial<KeyTimes> = {}) => turnSigningKeys(world.test.db, world.ports.masterKey, { ...times, ...over });
const published = async () => await (await world.browser().ask('/oidc/jwks', { headers: { accept: 'application/json' } })).json() as { keys: { kid: string }[] };
const states = async () => (await world.test.db.tx((tx) => tx.query('select state, sealed_jwk from signon.signing_key order by created_at'))).rows;
const until = (count: number) => expect.poll(async () => (await published()).keys.length).toBe(count);
const signerOf = (token: string) => decodeProtectedHeader(token).kid;

it('turns next → active → retiring → gone while tokens of every age stay valid', async () => {
  const service = new Service(world, await world.client('keys'));
  const { browser } = await world.person();
  const old = (await service.tokens(browser)).id_token;
  await world.test.db.tx((tx) => rotateSigningKey(tx, { name: 'test', role: 'operator' }, world.ports.masterKey));
  await expect(world.test.db.tx((tx) => rotateSigningKey(tx, { name: 'test', role: 'operator' }, world.ports.masterKey))).rejects.toMatchObject({ code: 'signon.rotation-under-way' });
  await until(2);
  expect((await states()).map(({ state }) => state)).toEqual(['active', 'next']);
  await turn();
  expect((await states()).map(({ state }) => state)).toEqual(['retiring', 'active']);
  let young = old;
  await expect.poll(async () => signerOf(young = (await service.tokens(browser)).id_token)).not.toBe(signerOf(old));
  const keys = createLocalJWKSet(await published() as never);
  const [first, second] = [await jwtVerify(old, keys), await jwtVerify(young, keys)];
  expect(first.protectedHeader.kid).not.toBe(second.protectedHeader.kid);
  await turn({ retiringS: 0 });
  expect((await states())[0]).toEqual({ state: 'gone', sealed_jwk: '' });
  await until(1);
});
