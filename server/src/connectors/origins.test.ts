import { describe, expect, it } from 'vitest';
import { connectors } from './index.ts';
import { originOf } from './origins.ts';

describe('the name of a source outside', () => {
  const named: [string, Record<string, unknown>, string, string][] = [
    ['postgres', { host: 'db.rid.go.th', database: 'farm', table: 'plots', password: 's1.x' }, 'postgres://db.rid.go.th:5432', 'farm.public.plots'],
    ['mysql', { host: '10.1.0.4', port: 3307, database: 'farm', table: 'plots' }, 'mysql://10.1.0.4:3307', 'farm.plots'],
    ['oracle', { host: 'ora', database: 'PROD', schema: 'FARM', table: 'PLOTS' }, 'oracle://ora:1521', 'PROD.FARM.PLOTS'],
    ['s3', { endpoint: 'https://s3.example', bucket: 'rice', prefix: '2569/', pattern: '*.csv' }, 's3://rice', '2569/*.csv'],
    ['folder', { path: '/srv/drop', pattern: '*.csv' }, 'file://localhost', '/srv/drop/*.csv'],
    ['http', { url: 'https://user:word@data.example/files/plots.csv?key=secret' }, 'https://data.example', 'files/plots.csv'],
    ['ckan', { url: 'https://data.example/', resource: 'abc' }, 'https://data.example', 'abc'],
    ['sftp', { host: 'sftp.example', folder: '/out', pattern: 'p*.csv' }, 'sftp://sftp.example:22', '/out/p*.csv'],
    ['mssql', { host: 'sql', database: 'farm', table: 'plots' }, 'mssql://sql:1433', 'farm.dbo.plots'],
    ['mongodb', { host: 'mongo', database: 'farm', collection: 'plots' }, 'mongodb://mongo:27017', 'farm.plots'],
    ['rest', { url: 'https://api.example/v1/plots' }, 'https://api.example', 'v1/plots'],
    ['ogc-features', { url: 'https://gis.example/ogc', collection: 'ponds' }, 'https://gis.example', 'ogc/ponds'],
    ['wfs', { url: 'https://gis.example/ows', typeName: 'moac:ponds' }, 'https://gis.example', 'ows/moac:ponds'],
    ['ftps', { host: 'ftp.example' }, 'ftps://ftp.example:21', '*'],
    ['imap', { host: 'mail.example', pattern: '*.xlsx' }, 'imap://mail.example:993', 'INBOX/*.xlsx'],
    ['imap', { host: 'mail.example', encryption: 'starttls', folder: 'data' }, 'imap://mail.example:143', 'data'],
    ['odd', {}, 'odd://unknown', 'odd'],
  ];

  it('is known of every kind of source', () => {
    expect([...connectors({ allowPrivateHosts: [] }).keys()].filter((kind) => !named.some(([known]) => known === kind))).toEqual([]);
  });

  it.each(named)('of %s follows from its settings, without user and secret', (kind, settings, namespace, name) => {
    expect(originOf(kind, settings)).toEqual({ namespace, name });
  });

  it('of a query is the same for the same text only', () => {
    const of = (query: string) => originOf('postgres', { host: 'h', database: 'd', query }).name;
    expect(of('select 1')).toMatch(/^d\.query-[0-9a-f]{12}$/);
    expect(of('select 1')).toBe(of('select 1'));
    expect(of('select 2')).not.toBe(of('select 1'));
  });
});
