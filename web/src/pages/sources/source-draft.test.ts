import { describe, expect, it } from 'vitest';
import { th } from '../../messages/th/index.ts';
import { changeBody, draftOf, emptySource, faultsOf, sourceBody } from './source-draft.ts';

const detail = {
  id: 1, kind: 'postgres', name: null, summary: '', createdAt: '', createdBy: '', changedAt: null, lastFetchedAt: null, retired: null,
  config: { host: 'db', port: 5433, database: 'd', user: 'u', query: 'select 1', tls: 'verify', ca: 'PEM', timeoutMinutes: 5 }, secrets: ['password'],
};

describe('the form of a source', () => {
  it('gives back the settings it was filled with, also those it does not show, and no secret', () => {
    expect(changeBody(draftOf(detail))).toEqual({ name: null, config: detail.config });
  });

  it('sends a secret only when given anew, and null when it is dropped', () => {
    const draft = draftOf(detail);
    expect(changeBody({ ...draft, password: 'new' }).config).toMatchObject({ password: 'new' });
    const http = draftOf({ ...detail, kind: 'http', config: { url: 'https://x.example/a.csv' }, secrets: ['authorization'] });
    expect(changeBody({ ...http, dropped: ['authorization'] }).config).toEqual({ url: 'https://x.example/a.csv', authorization: null });
  });

  it('always sends a password of a new database, and the query or the table, never both', () => {
    const body = sourceBody({ ...emptySource, kind: 'postgres', host: 'h', database: 'd', user: 'u', reads: 'query', query: ' select 1 ', table: 'left over' });
    expect(body.config).toEqual({ host: 'h', port: 5432, database: 'd', user: 'u', password: '', query: 'select 1', tls: 'require' });
  });

  it('names what is missing', () => {
    const words = th.sources.form;
    expect(faultsOf(emptySource, words)).toEqual({ url: words.needed });
    expect(faultsOf({ ...emptySource, kind: 'folder', path: 'inbox' }, words)).toEqual({ path: words.notPath });
    expect(Object.keys(faultsOf({ ...emptySource, kind: 'postgres', port: 'x' }, words)).sort()).toEqual(['database', 'host', 'port', 'table', 'user']);
  });
});
