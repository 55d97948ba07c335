import type { SettingSchema } from '@saphan/contracts/settings/setting-schema';
import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../api/link-types.ts';
import { afterSaving, changeBody, draftOf, emptySource, faultsOf, sourceBody, type SourceDraft } from './source-draft.ts';
import { askedFields, type Entry } from './setting-form.ts';

const text: SettingSchema = { type: 'string', minLength: 1, maxLength: 50 };
const object = (properties: Record<string, SettingSchema>, required: string[]): SettingSchema => ({ type: 'object', properties, required, additionalProperties: false });
const kindOf = (kind: string, settings: SettingSchema): SourceKind => ({ kind, title: { th: kind, en: kind }, preparation: { th: '', en: '', commands: null }, reads: { cursor: false, changes: false, buckets: false }, settings });
const address = { host: text, port: { type: 'integer', minimum: 1, maximum: 65_535, default: 5432 }, password: { type: 'string', maxLength: 50, secret: true }, tls: { anyOf: [{ const: 'off' }, { const: 'verify' }], default: 'verify' } } satisfies Record<string, SettingSchema>;
const database = kindOf('database', { anyOf: [object({ ...address, table: text }, ['host', 'password', 'table']), object({ ...address, query: text }, ['host', 'password', 'query'])] });
const web = kindOf('web', object({
  url: { type: 'string', pattern: '^https?://', maxLength: 100 }, key: { type: 'string', maxLength: 50, secret: true }, names: { type: 'array', maxItems: 3, items: text }, follow: { type: 'boolean', default: true },
  paging: { anyOf: [object({ style: { const: 'page' }, size: { type: 'integer', minimum: 1 } }, ['style', 'size']), object({ style: { const: 'cursor' }, path: text }, ['style', 'path'])] },
  params: { type: 'array', maxItems: 3, items: object({ name: text, value: text }, ['name', 'value']) },
}, ['url']));
const guarded = kindOf('guarded', { anyOf: [object({ url: text }, ['url']), object({ url: text, authorization: { type: 'string', secret: true } }, ['url', 'authorization']), object({ url: text, user: text, password: { type: 'string', secret: true } }, ['url', 'user', 'password'])] });
const detail = (config: Record<string, unknown>, secrets: string[]) => ({ id: 1, kind: '', name: null, summary: '', createdAt: '', createdBy: '', changedAt: null, lastFetchedAt: null, retired: null, config, secrets }) as unknown as Parameters<typeof draftOf>[0];
const entered = (draft: SourceDraft, fields: Record<string, Entry>, branch = draft.settings.branch): SourceDraft => ({ ...draft, settings: { branch, fields: { ...draft.settings.fields, ...fields } } });

describe('the form of a source', () => {
  it.each([
    [database, { host: 'db', port: 5433, query: 'select 1', tls: 'off' }, ['password']], [database, { host: 'db', table: 't' }, ['password']], [web, { url: 'https://x.example/a' }, []],
    [web, { url: 'https://x.example/a', names: ['a', 'b'], follow: false, paging: { style: 'cursor', path: 'next' }, params: [{ name: 'year', value: '2568' }] }, ['key']],
  ])('gives back the settings it was filled with, and no secret: %#', (kind, config, secrets) => {
    expect(changeBody(draftOf(detail(config, secrets), kind))).toEqual({ name: null, config });
    expect(faultsOf(draftOf(detail(config, secrets), kind))).toEqual({});
  });

  it('sends a secret only when given anew, and null when it is dropped', () => {
    const draft = draftOf(detail({ url: 'https://x.example/a' }, ['key']), web);
    expect(changeBody(entered(draft, { key: ' new ' })).config).toMatchObject({ key: ' new ' });
    expect(changeBody({ ...draft, dropped: ['key'] }).config).toEqual({ url: 'https://x.example/a', key: null });
  });

  it('opens at the branch that a kept secret belongs to, which it needs no second time', () => {
    const draft = draftOf(detail({ url: 'x' }, ['authorization']), guarded);
    expect([draft.settings.branch, draftOf(detail({ url: 'x' }, []), guarded).settings.branch]).toEqual([1, 0]);
    expect([faultsOf(draft), changeBody(draft).config]).toEqual([{}, { url: 'x' }]);
  });

  it('has the server forget the secrets of a branch that is left, and keep those of one that is gone back to', () => {
    const draft = draftOf(detail({ url: 'x' }, ['authorization']), guarded);
    expect(changeBody(entered(draft, {}, 0)).config).toEqual({ url: 'x', authorization: null });
    const other = entered(draft, { user: 'u', password: 'p' }, 2);
    expect(changeBody(other).config).toEqual({ url: 'x', user: 'u', password: 'p', authorization: null });
    expect(changeBody(entered(other, {}, 1)).config).toEqual({ url: 'x' });
    expect([afterSaving(other).kept, afterSaving(entered(other, {}, 1)).kept, afterSaving(entered(other, {}, 0)).kept]).toEqual([['password'], ['authorization'], []]);
  });

  it('asks in the order of the schema, and in the same order whatever branch is chosen', () => {
    const late = { anyOf: [object({ url: text, ca: text }, []), object({ url: text, user: text, ca: text }, [])] };
    expect([askedFields(late, 0), askedFields(late, 1)]).toEqual([{ shared: ['url'], own: [], last: ['ca'] }, { shared: ['url'], own: ['user'], last: ['ca'] }]);
    expect(askedFields(database.settings, 1)).toEqual({ shared: ['host', 'port', 'password', 'tls'], own: ['query'], last: [] });
  });

  it('begins with the defaults, sends the needed secret of a new source, and the fields of one branch only', () => {
    const draft = entered(emptySource(database), { host: ' h ', table: 'left over', query: ' select 1 ' }, 1);
    expect(sourceBody(draft)).toEqual({ kind: 'database', config: { host: 'h', port: 5432, password: '', tls: 'verify', query: 'select 1' } });
    expect(afterSaving(entered(draft, { password: 'p' })).kept).toEqual(['password']);
  });

  it('reads numbers in Thai digits, one value a line, and the constants of a branch', () => {
    const paging = { branch: 0, fields: { size: '๕๐' } };
    const draft = entered(emptySource(web), { url: 'https://x.example', names: 'a\n\n b ', paging, params: [{ branch: 0, fields: { name: 'n', value: 'v' } }] });
    expect(sourceBody(draft).config).toEqual({ url: 'https://x.example', names: ['a', 'b'], paging: { style: 'page', size: 50 }, params: [{ name: 'n', value: 'v' }] });
  });

  it('names what is missing or wrong at its place', () => {
    expect(faultsOf(emptySource(web))).toMatchObject({ '/url': { th: 'ช่องนี้ต้องมีค่า' } });
    expect(Object.keys(faultsOf(entered(emptySource(database), { port: 'x' }))).sort()).toEqual(['/host', '/port', '/table']);
    expect(Object.keys(faultsOf(entered(emptySource(web), { url: 'https://x.example', params: [{ branch: 0, fields: { name: 'n', value: '' } }] })))).toEqual(['/params/0/value']);
  });
});
