import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLinkageHouse, type LinkageHouse } from '../testing/linkage-house.ts';

let house: LinkageHouse;
beforeAll(async () => {
  house = await openLinkageHouse();
  await house.ask('POST', '/datasets', { slug: 'plots', agencyId: 'doae', titleTh: 'แปลง', titleEn: 'Plots' });
});
afterAll(() => house.close());

const setUp = (body: object) => house.ask('POST', '/datasets/plots/sources', body);

it('tells each kind with its settings as plain JSON Schema, and which are secret', async () => {
  const { status, body } = await house.ask('GET', '/source-kinds');
  expect(status).toBe(200);
  const kinds = Object.fromEntries(body.items.map((each: any) => [each.kind, each]));
  expect(Object.keys(kinds)).toEqual(expect.arrayContaining(['folder', 'http', 'postgres']));
  expect(kinds).not.toHaveProperty('upload');
  expect(kinds.folder).toMatchObject({ title: { en: 'Folder on the server' }, reads: { cursor: false }, preparation: { commands: null }, settings: { type: 'object', required: ['path'], properties: { path: { type: 'string', th: 'ไฟล์หรือโฟลเดอร์', maxLength: 4096 } } } });
  expect(kinds.postgres.preparation.commands).toContain('grant select');
  expect(kinds.postgres.settings.anyOf.map((branch: any) => [branch.en, branch.properties.password.secret, branch.properties.host.secret])).toEqual([['a table or view', true, undefined], ['a SELECT statement', true, undefined]]);
});

it('names a kind that it does not know', async () => {
  const { status, body } = await setUp({ kind: 'oracle-8i', config: {} });
  expect([status, body.code, body.detailEn, body.errors[0].pointer]).toEqual([422, 'linkage.source-kind-unknown', 'There is no kind of source oracle-8i.', '/kind']);
  expect((await setUp({ kind: 'upload', config: {} })).body.code).toBe('linkage.source-kind-unknown');
  expect((await setUp({ kind: 'No Kind', config: {} })).status).toBe(400);
});

it('places every fault at its setting, of the branch that was meant', async () => {
  const { status, body } = await setUp({ kind: 'postgres', config: { host: 'db.example', port: 70_000, database: 'd', user: '', password: 'p', query: '', extra: 1 } });
  expect([status, body.code]).toEqual([422, 'linkage.source-refused']);
  expect(Object.fromEntries(body.errors.map(({ pointer, en }: any) => [pointer, en]))).toEqual({
    '/config/port': 'A whole number from 1 to 65535 is needed', '/config/user': 'A value is needed here', '/config/query': 'A value is needed here', '/config/extra': 'This setting is not known',
  });
});
