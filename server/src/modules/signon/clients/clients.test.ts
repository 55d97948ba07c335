import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { principalOf } from '#kernel/testing/principals.ts';
import { loadSigningKeys } from '../keys/turn.ts';
import { buildProvider } from '../provider/build-provider.ts';
import { providerOf } from '../provider/swap.ts';
import { Service } from '../testing/service.ts';
import { openWorld, type World } from '../testing/world.ts';
import { approveClient, moveClient, openClient, submitClient, suspendClient } from './move.ts';
import { assertMetadata, registerClient, rotateClientSecret, updateClient } from './register.ts';
import type { NewClient } from './schemas.ts';

let world: World;
beforeAll(async () => { world = await openWorld(); });
afterAll(() => world?.close());

const operator = principalOf('operator');
const officer = principalOf('agency-admin');
const asked = (id: string, over: Partial<NewClient> = {}): NewClient => ({
  id, agencyId: 'rid', nameTh: 'บริการน้ำ', nameEn: 'Water service', redirectUris: [`https://${id}.example/callback`], authMethod: 'client_secret_basic', scopes: ['openid', 'profile'], ...over,
});
const register = async (who: typeof operator, client: NewClient) => {
  const provider = await providerOf(world.ports).current();
  return world.test.db.tx((tx) => registerClient(tx, who, provider, client));
};
const refused = (code: string) => expect.objectContaining({ code });

describe('an e-service', () => {
  it('goes from draft to live, and works only from the sandbox on', async () => {
    const provider = await providerOf(world.ports).current();
    const { secret } = await register(officer, asked('water'));
    const service = new Service(world, { client_id: 'water', secret: secret as string, redirect: 'https://water.example/callback' });
    const { browser } = await world.person();
    expect((await browser.follow(service.address())).searchParams.get('code')).toBe('invalid_client');
    await world.test.db.tx((tx) => submitClient(tx, officer, 'water'));
    expect((await browser.follow(service.address())).searchParams.get('error')).toBe('access_denied');
    await expect(world.test.db.tx((tx) => openClient(tx, operator, 'water'))).rejects.toEqual(refused('signon.client-state'));
    await world.test.db.tx((tx) => moveClient(tx, operator, 'water', 'tested'));
    await world.test.db.tx((tx) => approveClient(tx, operator, provider, 'water'));
    await world.test.db.tx((tx) => openClient(tx, operator, 'water'));
    const tokens = await service.tokens(browser);
    await world.test.db.tx((tx) => suspendClient(tx, operator, 'water', 'trying it out'));
    expect(await service.refresh(tokens.refresh_token)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('of another agency is not there, and nobody registers for another', async () => {
    await register(operator, asked('fields', { agencyId: 'doae' }));
    await expect(world.test.db.tx((tx) => submitClient(tx, officer, 'fields'))).rejects.toEqual(refused('signon.client-not-found'));
    await expect(register(officer, asked('fields-two', { agencyId: 'doae' }))).rejects.toEqual(refused('signon.client-refused'));
    await expect(register(operator, asked('fields', { agencyId: 'doae' }))).rejects.toEqual(refused('signon.client-exists'));
  });

  it.each(['new', 'limits', 'settings'])('may not be called %s, which is the address of a page', async (id) => {
    await expect(register(operator, asked(id))).rejects.toEqual(refused('signon.client-refused'));
  });

  it.each(['http://water.example/callback', 'https://water.example/callback#x', 'https://a@water.example/', 'javascript:alert(1)', 'https://water.example\\@evil.example/'])('may not be led back to %s', async (uri) => {
    await expect(register(operator, asked('bad-address', { redirectUris: [uri] }))).rejects.toEqual(refused('signon.client-refused'));
  });

  it('has two secrets while one replaces the other', async () => {
    const { secret } = await register(officer, asked('rotating'));
    await world.test.db.tx((tx) => submitClient(tx, officer, 'rotating'));
    const next = await world.test.db.tx((tx) => rotateClientSecret(tx, officer, 'rotating'));
    const tries = async (text: string) => (await new Service(world, { client_id: 'rotating', secret: text, redirect: 'https://rotating.example/callback' }).trade('none')).body.error;
    expect([await tries(secret as string), await tries(next.secret), await tries('wrong')]).toEqual(['invalid_grant', 'invalid_grant', 'invalid_client']);
    await world.test.db.tx((tx) => tx.query("update signon.client set secret_expires_at = now() where id = 'rotating'"));
    expect([await tries(secret as string), await tries(next.secret)]).toEqual(['invalid_client', 'invalid_grant']);
  });

  it('keeps its secret when its owner changes it', async () => {
    await register(officer, asked('changing'));
    const provider = await providerOf(world.ports).current();
    const { id: _id, agencyId: _agency, ...change } = asked('changing', { nameTh: 'ชื่อใหม่' });
    expect(await world.test.db.tx((tx) => updateClient(tx, officer, provider, 'changing', change))).toMatchObject({ nameTh: 'ชื่อใหม่', state: 'draft' });
  });
});

describe('addresses of a service that is open to everybody', () => {
  it('are https, unless the house itself is tried out without it', async () => {
    const keys = await world.test.db.tx((tx) => loadSigningKeys(tx, world.ports.masterKey));
    const secured = buildProvider({ ...world.ports, publicUrl: 'https://sso.example.go.th' }, keys);
    const local = { redirect_uris: ['http://localhost:9000/callback'] };
    await expect(assertMetadata(secured, 'local', local, 'sandbox')).resolves.toBeUndefined();
    await expect(assertMetadata(secured, 'local', local, 'approved')).rejects.toEqual(refused('signon.client-refused'));
    await expect(assertMetadata(await providerOf(world.ports).current(), 'local', local, 'approved')).resolves.toBeUndefined();
  });
});

describe('what an approval rests on', () => {
  const change = async (who: typeof operator, id: string, over: Partial<NewClient>) => {
    const provider = await providerOf(world.ports).current();
    const { id: _id, agencyId: _agency, tier: _tier, ...rest } = asked(id, over);
    return world.test.db.tx((tx) => updateClient(tx, who, provider, id, rest));
  };
  const moved = (id: string, to: string) => world.test.db.tx((tx) => tx.query("update signon.client set state = $2, approved_by = 'test' where id = $1", [id, to]));

  it('is changed by an administrator only, once the service is open', async () => {
    await register(officer, asked('approved'));
    await moved('approved', 'live');
    await expect(change(officer, 'approved', { redirectUris: ['https://elsewhere.example/callback'] })).rejects.toEqual(refused('signon.client-state'));
    await expect(change(officer, 'approved', { minAal: 2 })).rejects.toEqual(refused('signon.client-state'));
    expect(await change(officer, 'approved', { nameTh: 'ชื่อใหม่' })).toMatchObject({ state: 'live', nameTh: 'ชื่อใหม่' });
    expect(await change(operator, 'approved', { redirectUris: ['https://elsewhere.example/callback'] })).toMatchObject({ state: 'live' });
  });

  it('is tested again when it changes after the test', async () => {
    await register(officer, asked('retested'));
    await moved('retested', 'tested');
    expect(await change(officer, 'retested', { nameTh: 'ชื่อใหม่' })).toMatchObject({ state: 'tested' });
    expect(await change(officer, 'retested', { scopes: ['openid'] })).toMatchObject({ state: 'sandbox' });
  });

  it('private networks are an administrator’s word', async () => {
    await expect(register(officer, asked('inside', { allowedCidrs: ['10.0.0.0/8'] }))).rejects.toEqual(refused('signon.client-refused'));
    await register(operator, asked('inside', { allowedCidrs: ['10.0.0.0/8'] }));
    expect(await change(officer, 'inside', { allowedCidrs: ['10.0.0.0/8'] })).toMatchObject({ allowedCidrs: ['10.0.0.0/8'] });
    await expect(change(officer, 'inside', { allowedCidrs: ['127.0.0.0/8'] })).rejects.toEqual(refused('signon.client-refused'));
  });

  it('of the exchange tier is a key or a certificate', async () => {
    await expect(register(operator, asked('exchanging', { tier: 'exchange' }))).rejects.toEqual(refused('signon.client-refused'));
    expect((await register(operator, asked('exchanging', { tier: 'exchange', authMethod: 'tls_client_auth', tlsSubject: { kind: 'dns', value: 'exchange.rid.example' } }))).client).toMatchObject({ tier: 'exchange', tlsSubject: { kind: 'dns', value: 'exchange.rid.example' } });
  });
});
