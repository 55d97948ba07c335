import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { systemClock } from '#kernel/clock.ts';
import { roles } from '#kernel/policy.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { openUpstreamCredential } from './index.ts';
import { policies } from './policies.ts';
import { retireSunset } from './services/retire-sunset.ts';
import { ServicePage } from './services/schemas.ts';
import { farmDocument } from './testing/farm-document.ts';
import { registryDatabase, registryHouse } from './testing/registry-house.ts';

let test: TestDatabase;
let house: Awaited<ReturnType<typeof registryHouse>>;
const now = new Date('2026-11-24T03:00:00.000Z');
const clock = vi.spyOn(systemClock, 'now').mockImplementation(() => now);
const said = {
  titleTh: 'ทะเบียนแปลง', titleEn: 'Farms', aboutTh: '', aboutEn: '', isPersonal: false, classification: 1, minAssurance: 1, evidence: 'required', upstreamUrl: 'http://127.0.0.1:9/api', timeoutMs: 5000, limitBytes: 1_000_000,
  subjectSelectors: [] as string[], strict: true,
};
const farms = { system: 'TH/GOV/rid/farms', slug: 'rid-farms', kind: 'live', ...said };
const check = (document: unknown, isPersonal = false) => house.ask('POST', '/document-checks', { document, isPersonal } as object);
const move = (to: string, revision: number, more = {}) => house.ask('POST', '/services/rid-farms/moves', { to, revision, reason: 'ถึงเวลา', ...more });

beforeAll(async () => {
  test = await registryDatabase();
  house = await registryHouse(test);
  await house.ask('POST', '/systems', { agencyId: 'rid', code: 'farms', nameTh: 'ระบบแปลง', nameEn: 'Farms', kind: 'provider', minAssurance: 1 });
  await house.ask('POST', '/systems', { agencyId: 'rid', code: 'asks-only', nameTh: 'ระบบถาม', nameEn: 'Asks', kind: 'consumer', minAssurance: 1 });
});
afterAll(async () => { clock.mockRestore(); await house.app.close(); await test.close(); });

describe('a document', () => {
  it('is taken as an object, as JSON and as YAML, 3.1 and 3.0, with its operations in words', async () => {
    for (const document of [farmDocument(), JSON.stringify(farmDocument()), stringify(farmDocument())]) {
      const { status, body } = await check(document);
      expect(status).toBe(200);
      expect(body).toMatchObject({ openapi: '3.1.0', titleTh: 'ทะเบียนแปลงเกษตร', titleEn: 'Farm register', upstreamUrl: 'https://farms.example.go.th/api', notes: [] });
      expect(body.operations.map((each: { operationId: string }) => each.operationId)).toEqual(['listFarms', 'getFarm', 'checkFarmer']);
    }
    const old = await check(farmDocument({ openapi: '3.0.3', components: { schemas: { Farm: { type: 'object', nullable: true, properties: { areaRai: { type: 'number', minimum: 0, exclusiveMinimum: true } } }, Check: { type: 'object' } } } }));
    expect([old.status, old.body.notes[0].pointer]).toEqual([200, '/openapi']);
  });

  it('that is odd and right is taken, and what the exchange does otherwise is said at its place', async () => {
    const odd = farmDocument({
      jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#', servers: [{ url: 'https://{env}.example.go.th/v1/', variables: { env: { default: 'farms' } } }, { url: '/v2' }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'k' }, sign: { type: 'http', scheme: 'bearer' } }, pathItems: { P: { servers: [{ url: 'http://10.9.9.9/p' }], get: { operationId: 'again', summary: 'อีกครั้ง', responses: { 200: { description: 'x' } } } } }, schemas: { Farm: { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' }, Check: { type: 'object' } } },
      security: [{ key: [] }],
    }) as any;
    odd.paths['/slash/'] = { servers: [{ url: 'https://other.example' }], get: { operationId: 'slash', summary: 'ท้ายทับ', parameters: [{ name: 'Authorization', in: 'header', required: true, schema: { type: 'string' } }, { name: 'near', in: 'query', style: 'deepObject', schema: { type: 'object' } }], responses: { 200: { description: 'x' } } } };
    odd.paths['/ref'] = { $ref: '#/components/pathItems/P' };
    const yaml = `\ufeff${stringify(odd).replaceAll('\n', '\r\n')}x-base: &base {summary: ฐาน}\r\nx-more: {<<: *base}\r\n`;
    for (const document of [odd, `\ufeff${JSON.stringify(odd)}`, yaml]) {
      const { status, body } = await check(document);
      expect([status, body.upstreamUrl, body.operations.map((each: { pathTemplate: string }) => each.pathTemplate).slice(-2)]).toEqual([200, 'https://farms.example.go.th/v1', ['/slash/', '/ref']]);
      expect(body.notes.map((each: { pointer: string }) => each.pointer)).toEqual(['/servers/1', '/paths/~1slash~1/servers', '/components/securitySchemes/key', '/components/securitySchemes/sign', '/jsonSchemaDialect', '/components/schemas/Farm/$schema']);
    }
    expect((await house.ask('POST', '/services', { ...farms, slug: 'rid-odd', document: odd })).status).toBe(201);
    expect((await house.send('GET', '/sandbox/rid-odd/slash/?near[lat]=1')).status).toBe(200);
    expect((await house.send('GET', '/sandbox/rid-odd/slash/?far[lat]=1')).body.errors[0].pointer).toBe('/query/far[lat]');
    expect((await house.send('GET', '/sandbox/rid-odd/slash')).status).toBe(404);
    const document = (await house.ask('GET', '/services/rid-odd/openapi.json')).body;
    expect([document.paths['/slash/'].get.operationId, document.components.pathItems.P.get.operationId]).toEqual(['slash', 'again']);
    const published = JSON.stringify(document);
    for (const secret of ['10.9.9.9', 'other.example', 'farms.example', 'securitySchemes', '"security"']) expect(published).not.toContain(secret);
  });

  const manyOfOne = (properties: number, operations: number) => ({
    openapi: '3.1.0', info: { title: 'x', version: '1' }, components: { schemas: { B: { type: 'object', properties: Object.fromEntries(Array.from({ length: properties }, (_, i) => [`p${i}`, { type: 'string' }])) } } },
    paths: Object.fromEntries(Array.from({ length: operations }, (_, i) => [`/a${i}`, { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/B' } } } }, responses: { 200: { description: 'x' } } } }])),
  });
  const broken = (change: (document: any) => void) => { const document = farmDocument(); change(document); return document; };
  it.each<[string, unknown, RegExp, RegExp]>([
    ['YAML that breaks off', 'openapi: 3.1.0\ninfo: {title: x', /^$/, /บรรทัด|YAML/],
    ['JSON that breaks off', '{"openapi": "3.1.0",', /^$/, /JSON/],
    ['Swagger 2.0', { swagger: '2.0', info: {}, paths: {} }, /^\/swagger$/, /3\.1/],
    ['a list', '[]', /^$/, /object/],
    ['a version without quotes', 'openapi: 3.1\ninfo: {title: x, version: "1"}\npaths: {}', /^\/openapi$/, /"3\.1\.0"/],
    ['a newer standard', { openapi: '3.2.0', info: { title: 'x', version: '1' }, paths: {} }, /^\/openapi$/, /3\.1/],
    ['Thai letters in an address', { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: { '/แปลง': { get: { responses: { 200: { description: 'x' } } } } } }, /แปลง/, /อักษรอังกฤษ/],
    ['no info', { openapi: '3.1.0', paths: {} }, /info/, /ขาด info/],
    ['a reference to a file', broken((d) => { d.components.schemas.Farm.properties.id = { $ref: 'farm.yaml#/Id' }; }), /\/components\/schemas\/Farm\/properties\/id\/\$ref/, /ออกนอกเอกสาร/],
    ['a reference to the web', broken((d) => { d.components.schemas.Farm = { $ref: 'http://169.254.169.254/x' }; }), /\$ref/, /ออกนอกเอกสาร/],
    ['a reference to nothing', broken((d) => { d.paths['/farms'].get.responses[200].content['application/json'].schema = { $ref: '#/components/schemas/None' }; }), /\/paths\/~1farms\/get/, /ไม่มี/],
    ['references in a circle', broken((d) => { d.components.schemas.A = { $ref: '#/components/schemas/B' }; d.components.schemas.B = { $ref: '#/components/schemas/A' }; }), /\/components\/schemas\/[AB]\/\$ref/, /วน/],
    ['a schema of no type', broken((d) => { d.components.schemas.Farm.properties.id.type = 'text'; }), /\/components\/schemas\/Farm\/properties\/id\/type/, /./],
    ['a pattern that takes for ever', broken((d) => { d.components.schemas.Farm.properties.id.pattern = '^(a+)+$'; }), /pattern/, /pattern/],
    ['a pattern that says one thing in two ways', broken((d) => { d.components.schemas.Farm.properties.id.pattern = '^(a|a)+$'; }), /pattern/, /pattern/],
    ['a pattern of names that takes for ever', broken((d) => { d.components.schemas.Farm.patternProperties = { '^(a+)+$': {} }; }), /patternProperties\/\^/, /pattern/],
    ['a name twice in YAML', 'openapi: 3.1.0\ninfo: {title: x, version: "1"}\npaths: {}\ninfo: {}', /^$/, /บรรทัด 4.*ซ้ำ/],
    ['3,000 names in YAML', `openapi: 3.1.0\ninfo: {title: x, version: "1"}\npaths: {}\nx-a:\n${Array.from({ length: 3_000 }, (_, i) => `  k${i}: 1\n`).join('')}`, /paths/, /ไม่มีคำสั่ง/],
    ['5,000 operations', { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`/a${i}`, { get: { responses: { 200: { description: 'x' } } } }])) }, /paths/, /500/],
    ['a large schema in many operations', manyOfOne(8_000, 20), /post/, /ใหญ่เกินไป/],
    ['one operation twice', broken((d) => { d.paths['/checks'].post.operationId = 'getFarm'; }), /operationId/, /ซ้ำ/],
    ['two paths of one shape', broken((d) => { d.paths['/farms/{id}'] = { get: { operationId: 'other', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }], responses: { 200: { description: 'x' } } } }; }), /~1farms~1\{id\}/, /ซ้อน/],
    ['a path that climbs', broken((d) => { d.paths['/a/../b'] = d.paths['/farms']; }), /\.\./, /ใช้ไม่ได้/],
    ['a parameter within a segment', broken((d) => { d.paths['/farms/{farm}.json'] = { ...d.paths['/farms/{farm}'], get: { ...d.paths['/farms/{farm}'].get, operationId: 'x' } }; }), /json/, /ทั้งส่วน/],
    ['a parameter that is not described', broken((d) => { delete d.paths['/farms/{farm}'].parameters; }), /get/, /farm/],
    ['no operations', { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {} }, /paths/, /ไม่มีคำสั่ง/],
    ['aliases that multiply', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d]`, /^$/, /alias/],
    ['depth without end', '['.repeat(5000) + ']'.repeat(5000), /./, /./],
  ])('with %s is refused at its place, in both languages', async (_, document, pointer, th) => {
    const { status, body } = await check(document);
    expect([status, body.code]).toEqual([422, 'registry.document-refused']);
    expect(body.errors[0].pointer).toMatch(pointer.source === '.' ? /^/ : pointer);
    expect(body.errors[0].th).toMatch(th);
    expect(body.errors[0].en).toMatch(/[a-z]/);
  });

  it('of a personal service has no id of a person in its addresses', async () => {
    for (const [name, schema] of [['citizenId', { type: 'string' }], ['cid', { type: 'string' }], ['key', { type: 'string', pattern: '^\\d{13}$' }], ['q', { type: 'string', minLength: 13, maxLength: 13 }]] as const) {
      const document = broken((d) => { d.paths['/farms'].get.parameters.push({ name, in: 'query', schema }); });
      expect((await check(document, true)).body.errors[0].th).toContain(name);
      expect((await check(document, false)).body.notes[0].th).toContain(name);
    }
    expect((await check(farmDocument(), true)).status).toBe(200);
  });
});

describe('a data service', () => {
  it('goes from draft by test and live to deprecated and retired', async () => {
    house.become('steward');
    const made = await house.ask('POST', '/services', { ...farms, document: farmDocument() });
    expect([made.status, Value.Check(ServicePage, made.body)]).toEqual([201, true]);
    expect(made.body).toMatchObject({ state: 'draft', version: 1, operations: 3, upstream: { url: 'http://127.0.0.1:9/api' }, mayKeep: true });
    expect((await house.ask('POST', '/services', farms)).body.code).toBe('registry.slug-taken');
    expect((await move('deprecated', 1)).body.code).toBe('registry.wrong-state');
    expect((await move('test', 1)).body).toMatchObject({ revision: 2 });
    expect((await move('live', 1)).body).toMatchObject({ code: 'registry.changed-meanwhile', revision: 2, by: 'test-steward' });
    expect((await move('live', 2)).body).toMatchObject({ revision: 3 });
    expect((await move('deprecated', 3)).body.code).toBe('registry.sunset-needed');
    expect((await move('deprecated', 3, { sunsetOn: '2570-01-01' })).body.code).toBe('registry.era-mistaken');
    expect((await move('deprecated', 3, { sunsetOn: '2026-01-01' })).body.code).toBe('registry.sunset-needed');
    expect((await move('deprecated', 3, { sunsetOn: '2027-01-31' })).status).toBe(200);
    expect((await move('live', 4)).status).toBe(200);
    const { rows } = await test.db.read((tx) => tx.query(`select * from registry.data_service_v1 where slug = 'rid-farms'`));
    expect(rows[0]).toMatchObject({ state: 'live', version: 1, sunset_on: null, strict: true, timeout_ms: 5000 });
  });

  it('keeps its versions, names what a new one breaks, and takes it with a reason only', async () => {
    const next = farmDocument();
    next.paths['/farms'].get.parameters.push({ name: 'crop', in: 'query', required: true, schema: { type: 'string' } } as never);
    delete (next.components.schemas.Farm.properties as Record<string, unknown>)['crop'];
    const refused = await house.ask('POST', '/services/rid-farms/versions', { document: next });
    expect(refused.body.code).toBe('registry.breaking-change');
    expect(refused.body.errors.map((each: { th: string }) => each.th).join(' ')).toMatch(/crop.*จำเป็น/);
    expect((await house.ask('POST', '/services/rid-farms/versions', { document: next, acceptBreaking: true, reason: 'ตกลงกับผู้ใช้แล้ว' })).body.version).toBe(2);
    expect((await house.ask('POST', '/services/rid-farms/versions', { document: next })).body).toMatchObject({ version: 2, differences: [] });
    const { body } = await house.ask('GET', '/services/rid-farms/comparison?from=1&to=2');
    expect(body.differences.filter((each: { breaking: boolean }) => each.breaking).length).toBeGreaterThan(1);
    expect((await house.ask('GET', '/services/rid-farms/versions/1')).body.paths['/farms'].get.parameters).toHaveLength(2);
    expect((await house.ask('GET', '/services/rid-farms')).body.versions).toMatchObject([{ version: 2, reason: 'ตกลงกับผู้ใช้แล้ว' }, { version: 1, breaking: 0 }]);
    const { rows } = await test.db.read((tx) => tx.query(`select operation_id, request_schema from registry.operation_v1 where version = 2 and operation_id = 'checkFarmer'`));
    expect(rows[0].request_schema.body.content['application/json']).toMatchObject({ $ref: '#/$defs/Check', $defs: { Check: { required: ['citizenId'] } } });
  });

  it('keeps what signs in at its upstream sealed, drops it when the upstream moves, and shows neither to others', async () => {
    const secret = 'very-secret-value';
    expect((await house.ask('PUT', '/services/rid-farms/credential', { credential: { kind: 'header', name: 'x-api-key', value: secret } })).status).toBe(204);
    const page = (await house.ask('GET', '/services/rid-farms')).body;
    expect(page.upstream.credential).toMatchObject({ kind: 'header', shown: 'x-api-key' });
    expect(JSON.stringify(page)).not.toContain(secret);
    const { rows } = await test.db.read((tx) => tx.query('select sealed from registry.upstream_credential'));
    expect(rows[0].sealed).not.toContain(secret);
    expect(await test.db.read((tx) => openUpstreamCredential(tx, Buffer.alloc(32, 7), page.id))).toEqual({ kind: 'header', name: 'x-api-key', value: secret });
    for (const [role, over] of [['reader', { agencies: ['dld'] }], ['auditor', {}], ['citizen', {}]] as const) {
      house.become(role, over as never);
      const { body } = await house.ask('GET', '/services/rid-farms');
      expect([body.upstream, JSON.stringify(body).includes('127.0.0.1:9')]).toEqual([null, false]);
      expect(JSON.stringify((await house.ask('GET', '/services/rid-farms/openapi.json')).body)).not.toContain('farms.example.go.th');
    }
    house.become('steward');
    await house.ask('PUT', '/services/rid-farms', { ...said, upstreamUrl: 'http://127.0.0.1:10/api', revision: 5, reason: 'ย้ายเครื่อง' });
    expect((await house.ask('GET', '/services/rid-farms')).body.upstream).toEqual({ url: 'http://127.0.0.1:10/api', credential: null });
  });

  it('that is a draft is seen by its own agency and the secretariat alone', async () => {
    await house.ask('POST', '/services', { ...farms, slug: 'rid-draft' });
    const seen = async () => (await house.ask('GET', '/services')).body.items.map((each: { slug: string }) => each.slug);
    expect(await seen()).toContain('rid-draft');
    house.become('steward', { agencies: ['dld'] });
    expect(await seen()).toEqual(['rid-farms']);
    expect((await house.ask('GET', '/services/rid-draft')).status).toBe(404);
    expect((await house.ask('PUT', '/services/rid-draft', { ...said, revision: 1, reason: 'x' })).body.code).toBe('registry.other-agency');
    expect((await house.ask('POST', '/services', { ...farms, slug: 'dld-x' })).body.code).toBe('registry.other-agency');
    house.become('auditor');
    expect(await seen()).toEqual(['rid-farms']);
    house.become('secretariat');
    expect(await seen()).toContain('rid-draft');
    expect((await house.ask('GET', '/services?q=แปลง&level=1&kind=live&agency=rid&state=live')).body.items).toHaveLength(1);
    expect((await house.ask('GET', '/services?q=100%25')).body.items).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an upstream on the network of the house', { upstreamUrl: 'http://10.1.2.3/' }, 'registry.upstream-refused'],
    ['an upstream at the metadata address', { upstreamUrl: 'http://169.254.169.254/latest' }, 'registry.upstream-refused'],
    ['an upstream with a password', { upstreamUrl: 'https://u:p@127.0.0.1/' }, 'registry.upstream-refused'],
    ['an upstream that is the house', { upstreamUrl: 'http://127.0.0.1/x/y' }, 'registry.upstream-refused'],
    ['an upstream that is no web address', { upstreamUrl: 'file:///etc/passwd' }, 'registry.upstream-refused'],
    ['a citizen id in the path', { subjectSelectors: ['path:/id'] }, 'registry.selector-refused'],
    ['a citizen id in a signed header', { subjectSelectors: ['header:exchange-case'] }, 'registry.selector-refused'],
    ['a system that only asks', { system: 'TH/GOV/rid/asks-only' }, 'registry.system-offers-nothing'],
    ['a system that does not exist', { system: 'TH/GOV/rid/none' }, 'registry.system-not-found'],
    ['a dataset that does not exist', { dataset: 'none' }, 'catalog.dataset-not-found'],
    ['a title that is not Thai', { titleTh: 'Farms' }, 'kernel.input-refused'],
  ])('is refused with %s', async (_, over, code) => {
    expect((await house.ask('POST', '/services', { ...farms, slug: 'rid-other', ...over })).body.code).toBe(code);
  });

  it('about persons says where the citizen id stands, and is of no lower class than its dataset', async () => {
    await house.ask('POST', '/services', { ...farms, slug: 'rid-persons', isPersonal: true, document: farmDocument() });
    const go = (to: string, revision: number) => house.ask('POST', '/services/rid-persons/moves', { to, revision, reason: 'x' });
    expect((await go('live', 1)).body.code).toBe('registry.selector-needed');
    await house.ask('PUT', '/services/rid-persons', { ...said, isPersonal: true, subjectSelectors: ['json:/citizenId'], revision: 1, reason: 'x' });
    expect((await go('live', 2)).status).toBe(200);
    await test.db.tx((tx) => tx.query(`insert into catalog.dataset (slug, agency_id, title_th, title_en, created_by, level, personal) values ('rid-people', 'rid', 'คน', 'People', 't', 2, true)`));
    expect((await house.ask('POST', '/services', { ...farms, slug: 'rid-p2', dataset: 'rid-people' })).body).toMatchObject({ code: 'registry.below-dataset', errors: [{ pointer: '/classification' }] });
    expect((await house.ask('POST', '/services', { ...farms, slug: 'rid-p2', dataset: 'rid-people', classification: 2 })).body).toMatchObject({ code: 'registry.below-dataset', errors: [{ pointer: '/isPersonal' }] });
  });

  it('needs Thai words for each operation before it is open', async () => {
    const wordless = farmDocument();
    wordless.paths['/farms'].get.summary = 'Farms';
    await house.ask('POST', '/services', { ...farms, slug: 'rid-wordless', document: wordless });
    expect((await house.ask('POST', '/services/rid-wordless/moves', { to: 'live', revision: 1, reason: 'x' })).body.code).toBe('registry.no-summary');
    expect((await house.ask('GET', '/services/rid-wordless')).body.notes[0].pointer).toBe('/paths/~1farms/get/summary');
  });

  it.each(roles.filter((role) => !policies['keep-services'].roles.includes(role)))('is not for %s to offer', async (role) => {
    house.become(role);
    expect([401, 403]).toContain((await house.ask('POST', '/services', { ...farms, slug: 'rid-no' })).status);
  });

  it('is retired when its announced last day in Bangkok is over, not before, and only while it is still announced', async () => {
    house.become('secretariat');
    await house.ask('POST', '/services', { ...farms, slug: 'rid-old', document: farmDocument() });
    const go = (to: string, revision: number, more = {}) => house.ask('POST', '/services/rid-old/moves', { to, revision, reason: 'มีบริการใหม่', ...more });
    await go('live', 1);
    await go('deprecated', 2, { sunsetOn: '2026-12-31', replacedBy: 'rid-farms' });
    expect(await retireSunset(test.db, new Date('2026-12-31T16:59:00Z'))).toEqual([]);
    await go('live', 3);
    expect(await retireSunset(test.db, new Date('2026-12-31T17:00:00Z'))).toEqual([]);
    await go('deprecated', 4, { sunsetOn: '2026-12-31', replacedBy: 'rid-farms' });
    expect(await retireSunset(test.db, new Date('2026-12-31T17:00:00Z'))).toEqual(['rid-old']);
    expect(await retireSunset(test.db, new Date('2026-12-31T17:01:00Z'))).toEqual([]);
    const { body: page } = await house.ask('GET', '/services/rid-old');
    expect(page).toMatchObject({ state: 'retired', sunsetOn: '2026-12-31', replacedBy: { slug: 'rid-farms' }, changedBy: 'saphan' });
    expect(page.history[0]).toMatchObject({ what: 'retired', reason: expect.stringContaining('31 ธ.ค. 2569') });
    expect((await test.db.read((tx) => tx.query("select state, successor from registry.data_service_v1 where slug = 'rid-old'"))).rows).toEqual([{ state: 'retired', successor: 'rid-farms' }]);
  });
});
