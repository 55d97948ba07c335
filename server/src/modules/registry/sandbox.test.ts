import { createHash, sign } from 'node:crypto';
import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom } from '@saphan/contracts/http-signatures/message';
import { signRequest } from '@saphan/contracts/http-signatures/sign';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { farmDocument } from './testing/farm-document.ts';
import { HOST, newPair, proven, registryDatabase, registryHouse } from './testing/registry-house.ts';

let test: TestDatabase;
let house: Awaited<ReturnType<typeof registryHouse>>;
let kid: string;
const pair = newPair();
const json = { 'content-type': 'application/json' };
const said = {
  system: 'TH/GOV/rid/farms', kind: 'live', titleTh: 'ทะเบียนแปลง', titleEn: 'Farms', aboutTh: '', aboutEn: '', isPersonal: false, classification: 1, minAssurance: 1, evidence: 'required', upstreamUrl: 'http://127.0.0.1:9/api',
  timeoutMs: 5000, limitBytes: 1_000_000, subjectSelectors: [], strict: true, document: farmDocument(),
};

beforeAll(async () => {
  test = await registryDatabase();
  house = await registryHouse(test);
  await house.ask('POST', '/systems', { agencyId: 'rid', code: 'farms', nameTh: 'ระบบแปลง', nameEn: 'Farms', kind: 'both', minAssurance: 1 });
  const added = await house.ask('POST', '/systems/rid/farms/keys', { ...await proven(house.ask, 'rid/farms', pair), custody: 'agency' });
  kid = added.body.keyList[0].kid;
  for (const [slug, classification] of [['rid-farms', 1], ['rid-open', 0]] as const) {
    await house.ask('POST', '/services', { ...said, slug, classification });
    await house.ask('POST', `/services/${slug}/moves`, { to: 'live', revision: 1, reason: 'เปิด' });
  }
  await house.ask('POST', '/services', { ...said, slug: 'rid-draft' });
});
afterAll(async () => { await house.app.close(); await test.close(); });

describe('the sandbox', () => {
  it('answers from examples and from schemas, the same each time, and says that it is one', async () => {
    const first = await house.send('GET', '/sandbox/rid-farms/farms?province=10');
    expect(first).toMatchObject({ status: 200, headers: { 'exchange-sandbox': 'true', 'x-total': '2', 'cache-control': 'no-store' }, body: [{ id: 'ตัวอย่าง', areaRai: 0, crop: 'rice' }] });
    expect((await house.send('GET', '/sandbox/rid-farms/farms?province=10')).body).toEqual(first.body);
    expect((await house.send('GET', '/sandbox/rid-farms/farms/F7')).body).toEqual({ id: 'F9', areaRai: 90, crop: 'rice' });
    expect((await house.send('GET', '/sandbox/rid-farms/farms/F7', undefined, { prefer: 'example=small' })).body.id).toBe('F1');
    expect(await house.send('GET', '/sandbox/rid-farms/farms?province=10', undefined, { prefer: 'code=404' })).toMatchObject({ status: 404, body: { title: 'ไม่พบจังหวัด' } });
    expect((await house.send('POST', '/sandbox/rid-farms/checks', { citizenId: '1234567890121' })).body).toEqual({ answer: true });
  });

  it.each<[string, string, string, string | undefined, Record<string, string>, string, number]>([
    ['a parameter that is missing', 'GET', '/farms', undefined, {}, '/query/province', 422],
    ['a parameter of another form', 'GET', '/farms?province=bangkok', undefined, {}, '/query/province', 422],
    ['a number that is none', 'GET', '/farms?province=10&limit=many', undefined, {}, '/query/limit', 422],
    ['a number out of bounds', 'GET', '/farms?province=10&limit=101', undefined, {}, '/query/limit', 422],
    ['a parameter sent twice', 'GET', '/farms?province=10&province=11', undefined, {}, '/query/province', 422],
    ['a parameter nobody knows', 'GET', '/farms?province=10&secret=1', undefined, {}, '/query/secret', 422],
    ['no body', 'POST', '/checks', undefined, {}, '/body', 422],
    ['a body that breaks off', 'POST', '/checks', '{"citizenId":', json, '/body', 422],
    ['a member nobody knows', 'POST', '/checks', '{"citizenId":"1234567890121","x":1}', json, '/body/x', 422],
    ['a member of another form', 'POST', '/checks', '{"citizenId":"12"}', json, '/body/citizenId', 422],
    ['another content type', 'POST', '/checks', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, '/headers/content-type', 422],
    ['an address of none', 'GET', '/nowhere', undefined, {}, '', 404],
    ['a method of none', 'DELETE', '/farms', undefined, {}, '', 405],
  ])('names the place of %s', async (_, method, path, payload, headers, pointer, status) => {
    const reply = await house.send(method as 'GET', `/sandbox/rid-farms${path}`, payload, headers);
    expect([reply.status, reply.headers['exchange-sandbox']]).toEqual([status, 'true']);
    if (pointer) expect(reply.body.errors[0].pointer).toBe(pointer);
  });

  it('is for everybody signed in and every token, and for visitors where the data is open', async () => {
    const status = async (slug: string) => (await house.send('GET', `/sandbox/${slug}/farms?province=10`)).status;
    for (const [role, over, expected] of [
      ['citizen', {}, [200, 200, 404]], ['reader', { agencies: ['dld'] }, [200, 200, 404]], ['service', { scopes: ['lake:read'] }, [200, 200, 200]], ['steward', {}, [200, 200, 200]], ['visitor', {}, [401, 200, 404]],
    ] as const) {
      house.become(role, over as never);
      expect([role, await status('rid-farms'), await status('rid-open'), await status('rid-draft')]).toEqual([role, ...expected]);
    }
    house.become('secretariat');
  });

  const body = '{"citizenId":"1234567890121"}';
  const signed = (over: { client?: string; created?: number; body?: string; key?: typeof pair } = {}) => {
    const created = over.created ?? Math.floor(Date.now() / 1000);
    const headers: Record<string, string> = {
      ...json, host: HOST, 'exchange-client': over.client ?? 'TH/GOV/rid/farms', 'exchange-agreement': 'SA-2569-0001', 'exchange-purpose': 'check', 'content-digest': contentDigest(createHash('sha256').update(body).digest('base64')),
    };
    const message = { method: 'POST', scheme: 'http' as const, authority: HOST, target: '/sandbox/rid-farms/checks', fields: fieldsFrom(headers) };
    const made = signRequest(message, { created, expires: created + 60, nonce: 'abcdefghijklmnopqrst', keyid: kid }, (base) => sign(null, Buffer.from(base), (over.key ?? pair).privateKey).toString('base64'));
    return house.send('POST', '/sandbox/rid-farms/checks', over.body ?? body, { ...headers, 'signature-input': made.inputField, signature: made.signatureField });
  };
  it.each<[string, Parameters<typeof signed>[0], string]>([
    ['right', {}, 'ok'], ['of another body', { body: '{"citizenId":"1234567890122"}' }, 'digest-wrong'], ['of another key', { key: newPair() }, 'wrong-signature'],
    ['of another system', { client: 'TH/GOV/dld/x' }, 'client-differs'], ['of ten minutes ago', { created: Math.floor(Date.now() / 1000) - 600 }, 'expired'], ['of ten minutes from now', { created: Math.floor(Date.now() / 1000) + 600 }, 'created-ahead'],
  ])('says of a signature whether it is %s', async (_, over, verdict) => {
    const { status, headers } = await signed(over);
    expect([status, String(headers['exchange-sandbox-signature']).split(';')[0]]).toEqual([200, verdict]);
    expect(decodeURIComponent(String(headers['exchange-sandbox-signature-th']))).toMatch(/[ก-๙]/);
  });

  it('is for every system that signs with its key, before anything is agreed', async () => {
    house.become('visitor');
    expect((await signed()).status).toBe(200);
    expect((await signed({ key: newPair() })).body.code).toBe('registry.sandbox-sign-in');
    house.become('secretariat');
  });
});
