import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#kernel/clock.ts';
import { roles } from '#kernel/policy.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { keyValidAt } from './index.ts';
import { policies } from './policies.ts';
import { SystemPage } from './systems/schemas.ts';
import { newPair, proven, registryDatabase, registryHouse } from './testing/registry-house.ts';

let test: TestDatabase;
let house: Awaited<ReturnType<typeof registryHouse>>;
let now = new Date('2026-11-24T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
const names = { nameTh: 'ระบบน้ำ', nameEn: 'Water', kind: 'both', minAssurance: 1 };
const water = { agencyId: 'rid', code: 'water', ...names, clientId: null, contact: null };

beforeAll(async () => { test = await registryDatabase(); house = await registryHouse(test); });
afterAll(async () => { clock.mockRestore(); await house.app.close(); await test.close(); });

describe('systems', () => {
  it('are registered by their own agency, suspended and resumed, with every step kept', async () => {
    house.become('agency-admin');
    expect(await house.ask('POST', '/systems', water)).toMatchObject({ status: 201, body: { path: 'TH/GOV/rid/water', version: 1 } });
    expect((await house.ask('POST', '/systems', water)).body.code).toBe('registry.system-exists');
    expect((await house.ask('PUT', '/systems/rid/water', { ...names, state: 'suspended', version: 1, reason: 'ย้ายเครื่อง' })).body).toMatchObject({ version: 2 });
    expect((await house.ask('PUT', '/systems/rid/water', { ...names, state: 'active', version: 2, reason: 'พร้อมแล้ว' })).body).toMatchObject({ version: 3 });
    const { body } = await house.ask('GET', '/systems/rid/water');
    expect(Value.Check(SystemPage, body)).toBe(true);
    expect(body.history.map((line: { what: string }) => line.what)).toEqual(expect.arrayContaining(['created', 'suspended', 'active']));
  });

  it('are not those of another agency to change, nor its clients to name', async () => {
    house.become('agency-admin', { agencies: ['dld'] });
    expect((await house.ask('POST', '/systems', water)).body.code).toBe('registry.other-agency');
    expect((await house.ask('PUT', '/systems/rid/water', { ...names, state: 'ended', version: 3, reason: 'x' })).body.code).toBe('registry.other-agency');
    expect((await house.ask('POST', '/systems', { ...water, agencyId: 'dld', clientId: 'nobody' })).body.code).toBe('registry.client-not-found');
    house.become('auditor');
    expect((await house.ask('POST', '/systems', water)).status).toBe(403);
  });

  it('tell the second of two who change one who was first', async () => {
    house.become('secretariat');
    const change = (nameEn: string) => house.ask('PUT', '/systems/rid/water', { ...names, nameEn, state: 'active', version: 3, reason: 'แก้ชื่อ' });
    const answers = await Promise.all([change('One'), change('Two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'registry.changed-meanwhile', by: 'test-secretariat', version: 4 });
  });

  it.each(roles.filter((role) => !policies['keep-systems'].roles.includes(role)))('are not for %s to register', async (role) => {
    house.become(role);
    expect([401, 403]).toContain((await house.ask('POST', '/systems', water)).status);
  });
});

describe('keys', () => {
  const first = newPair(), second = newPair();
  let kid: string;

  it('come in after their challenge was signed, and only then', async () => {
    house.become('steward');
    const asked = await proven(house.ask, 'rid/water', first);
    expect((await house.ask('POST', '/systems/rid/water/keys', { ...asked, signature: (await proven(house.ask, 'rid/water', second)).signature, custody: 'agency' })).body.code).toBe('registry.key-proof');
    const { status, body } = await house.ask('POST', '/systems/rid/water/keys', { ...asked, custody: 'agency' });
    expect([status, body.keyList.length, body.keyList[0].state]).toEqual([201, 1, 'valid']);
    kid = body.keyList[0].kid;
    expect((await house.ask('POST', '/systems/rid/water/key-challenges', { key: first.jwk })).body.code).toBe('registry.key-known');
    // A challenge counts once, for one system and one key; a key that has a system gets no other.
    expect((await house.ask('POST', '/systems/rid/water/keys', { ...asked, custody: 'agency' })).status).toBe(422);
    await house.ask('POST', '/systems', { ...water, code: 'canals' });
    const third = newPair(), elsewhere = await proven(house.ask, 'rid/water', third);
    expect((await house.ask('POST', '/systems/rid/canals/keys', { ...elsewhere, custody: 'agency' })).body.code).toBe('registry.key-proof');
    await house.ask('POST', '/systems/rid/canals/key-challenges', { key: third.jwk });
    expect((await house.ask('POST', '/systems/rid/canals/keys', { ...elsewhere, custody: 'agency' })).body.code).toBe('registry.key-proof');
    expect((await house.ask('POST', '/systems/rid/canals/key-challenges', { key: first.jwk })).body.code).toBe('registry.key-known');
    house.become('steward', { agencies: ['dld'] });
    expect((await house.ask('POST', '/systems/rid/canals/key-challenges', { key: third.jwk })).body.code).toBe('registry.other-agency');
    expect((await house.ask('POST', `/systems/rid/water/keys/${body.keyList[0].kid}/revocation`, { reason: 'x' })).body.code).toBe('registry.other-agency');
    house.become('steward');
  });

  it('of P-256 and RSA come in too, as PEM, signed by OpenSSL’s habits', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = ec.publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const { body: challenge } = await house.ask('POST', '/systems/rid/water/key-challenges', { key: pem });
    expect(challenge.algorithm).toBe('ecdsa-p256-sha256');
    const signature = sign('sha256', Buffer.from(challenge.challenge), ec.privateKey).toString('base64');
    expect((await house.ask('POST', '/systems/rid/water/keys', { key: pem, signature, custody: 'agency' })).status).toBe(201);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 3072 }).publicKey.export({ format: 'jwk' });
    expect((await house.ask('POST', '/systems/rid/water/key-challenges', { key: rsa })).body.algorithm).toBe('rsa-pss-sha512');
  });

  it('are replaced with an overlap, and tell for every moment whether they were valid', async () => {
    now = new Date('2026-11-25T03:00:00.000Z');
    const asked = await proven(house.ask, 'rid/water', second);
    await house.ask('POST', '/systems/rid/water/keys', { ...asked, custody: 'agency', replaces: { kid, overlapHours: 48 } });
    const at = async (moment: string) => (await house.ask('GET', `/systems/rid/water/keys/${kid}?at=${encodeURIComponent(moment)}`)).body;
    expect(await at('2026-11-23')).toMatchObject({ valid: false, state: 'not-yet' });
    expect(await at('2026-11-26T03:00:00Z')).toMatchObject({ valid: true });
    expect(await at('2026-11-27T03:00:00Z')).toMatchObject({ valid: false, state: 'replaced' });
    expect((await at('2569-11-27')).code).toBe('registry.era-mistaken');
    expect(createPublicKey((await at('2026-11-26')).pem).asymmetricKeyType).toBe('ed25519');
  });

  it('are revoked since a moment, once, with a reason, and the ledger has each step', async () => {
    now = new Date('2026-11-26T03:00:00.000Z');
    expect((await house.ask('POST', `/systems/rid/water/keys/${kid}/revocation`, { reason: 'เครื่องถูกขโมย', revokedAt: '2026-11-25T09:00:00+07:00' })).status).toBe(204);
    expect((await house.ask('POST', `/systems/rid/water/keys/${kid}/revocation`, { reason: 'อีกครั้ง' })).body.code).toBe('registry.key-ended');
    expect(await test.db.read((tx) => keyValidAt(tx, kid, new Date('2026-11-25T01:59:59Z')))).toBe(true);
    expect(await test.db.read((tx) => keyValidAt(tx, kid, new Date('2026-11-25T02:00:00Z')))).toBe(false);
    const { rows } = await test.db.read((tx) => tx.query(`select e.kind from ledger.entry_v1 e where e.subject = $1 order by e.number`, [`system-key:${kid}`]));
    expect(rows.map((row) => row.kind)).toEqual(['registry.system-key-added', 'registry.system-key-replaced', 'registry.system-key-revoked']);
  });

  const own = generateKeyPairSync('ed25519').privateKey;
  it.each([
    ['a private PEM', own.export({ format: 'pem', type: 'pkcs8' }), 'registry.private-key'],
    ['a private JWK', own.export({ format: 'jwk' }), 'registry.private-key'],
    ['a private JWK as text', JSON.stringify(own.export({ format: 'jwk' })), 'registry.private-key'],
    ['a set with a private one', { keys: [own.export({ format: 'jwk' })] }, 'registry.private-key'],
    ['a shared secret', { kty: 'oct', k: 'c2VjcmV0' }, 'registry.private-key'],
    ['nonsense', 'not a key', 'registry.key-unreadable'],
    ['a short RSA key', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }), 'registry.key-kind'],
    ['another curve', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' }), 'registry.key-kind'],
    ['a point that anybody can sign for', { kty: 'OKP', crv: 'Ed25519', x: Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]).toString('base64url') }, 'registry.key-kind'],
  ] as const)('refuse %s, and repeat nothing of it', async (_, key, code) => {
    const { body } = await house.ask('POST', '/systems/rid/water/key-challenges', { key });
    expect(body.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain(String(own.export({ format: 'jwk' }).d));
    const { rows } = await test.db.read((tx) => tx.query('select count(*)::int as n from registry.key_challenge c where c.kid is null'));
    expect(rows[0].n).toBe(0);
  });

  it.each([
    [{ notBefore: '2020-01-01' }, 'registry.key-times'], [{ notAfter: '2040-01-01' }, 'registry.key-times'], [{ notAfter: '2026-01-01' }, 'registry.key-times'],
    [{ notAfter: '2570-01-01' }, 'registry.era-mistaken'], [{ custody: 'hsm' }, 'registry.other-agency'],
  ])('refuse %j', async (over, code) => {
    const asked = await proven(house.ask, 'rid/water', newPair());
    expect((await house.ask('POST', '/systems/rid/water/keys', { ...asked, custody: 'agency', ...over })).body.code).toBe(code);
  });
});

describe('credentials', () => {
  const pair = newPair(), next = newPair();
  const credentials = '/systems/rid/pumps/credentials';
  const make = (bound = true) => house.ask('POST', credentials, { bound });
  const keysAtSignOn = async () => (await test.db.one((tx) => tx.query("select c.metadata -> 'jwks' -> 'keys' as keys from signon.client c where c.id = 'rid_pumps'"))).rows[0].keys.map((key: { kid: string }) => key.kid);

  it('are made by whoever keeps the system, once it has a key, and are the same when made again', async () => {
    house.become('agency-admin');
    await house.ask('POST', '/systems', { ...water, code: 'pumps' });
    expect((await make()).body.code).toBe('registry.credentials-need-key');
    await house.ask('POST', '/systems/rid/pumps/keys', { ...await proven(house.ask, 'rid/pumps', pair), custody: 'agency' });
    house.become('steward', { agencies: ['dld'] });
    expect((await make()).body.code).toBe('registry.other-agency');
    house.become('auditor');
    expect((await make()).status).toBe(403);
    house.become('agency-admin');
    expect((await house.ask('GET', credentials)).body).toMatchObject({ clientId: null, isOwn: false, keys: [] });
    const { status, body } = await make();
    expect([status, body]).toMatchObject([201, { clientId: 'rid_pumps', isOwn: true, bound: true, tokenEndpoint: 'http://127.0.0.1/oidc/token', resource: 'http://127.0.0.1/x' }]);
    expect((await make(false)).body).toMatchObject({ clientId: 'rid_pumps', bound: false });
    const { body: page } = await house.ask('GET', '/systems/rid/pumps');
    expect([page.clientId, page.version]).toEqual(['rid_pumps', 2]);
  });

  it('follow the keys of the system and its state, and are no other system’s to name', async () => {
    const [first] = await keysAtSignOn();
    await house.ask('POST', '/systems/rid/pumps/keys', { ...await proven(house.ask, 'rid/pumps', next), custody: 'agency' });
    expect((await keysAtSignOn()).length).toBe(2);
    await house.ask('POST', `/systems/rid/pumps/keys/${first}/revocation`, { reason: 'เครื่องหาย' });
    expect(await keysAtSignOn()).not.toContain(first);
    const say = (state: string, version: number) => house.ask('PUT', '/systems/rid/pumps', { ...names, clientId: 'rid_pumps', state, version, reason: 'ทดลอง' });
    await say('suspended', 2);
    expect(await keysAtSignOn()).toEqual([]);
    expect((await make()).body.code).toBe('registry.system-not-active');
    await say('active', 3);
    expect((await keysAtSignOn()).length).toBe(1);
    expect((await house.ask('PUT', '/systems/rid/water', { ...names, clientId: 'rid_pumps', state: 'active', version: 4, reason: 'ยืม' })).body.code).toBe('registry.client-not-found');
  });
});
