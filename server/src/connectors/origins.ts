import { createHash } from 'node:crypto';
import type { OutsideName } from '#modules/lineage/index.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Scheme, port unless said, and schema unless said of kinds whose datasets are tables: https://openlineage.io/docs/spec/naming. */
const databases: Record<string, { scheme: string; port: number; schema?: string }> = {
  postgres: { scheme: 'postgres', port: 5432, schema: 'public' }, mysql: { scheme: 'mysql', port: 3306 }, mssql: { scheme: 'mssql', port: 1433, schema: 'dbo' }, oracle: { scheme: 'oracle', port: 1521 }, mongodb: { scheme: 'mongodb', port: 27_017 },
};
const ports: Record<string, number> = { sftp: 22, ftps: 21, imap: 993 };
/** Mail that turns to TLS on the way has a port of its own. */
const portOf = (kind: string, settings: Settings): number => (settings['encryption'] === 'starttls' ? 143 : ports[kind] ?? 0);

const text = (settings: Settings, ...names: string[]): string | null => {
  const found = names.map((name) => settings[name]).find((value) => typeof value === 'string' && value !== '' || typeof value === 'number');
  return found === undefined ? null : String(found);
};

/** What a source is called outside, by its settings: no user, no secret, no query of an address. */
export function originOf(kind: string, settings: Settings): OutsideName {
  const host = text(settings, 'host');
  if (databases[kind] && host !== null) return tableOf(databases[kind], host, settings);
  if (kind === 'folder') return { namespace: 'file://localhost', name: joined(text(settings, 'path'), text(settings, 'pattern')) };
  if (kind === 's3') return { namespace: `s3://${text(settings, 'bucket') ?? 'unknown'}`, name: joined(text(settings, 'prefix'), text(settings, 'pattern')) };
  const url = text(settings, 'url');
  if (url !== null && URL.canParse(url)) return addressOf(new URL(url), settings);
  if (host === null) return { namespace: `${kind}://unknown`, name: kind };
  return { namespace: `${kind}://${host}:${text(settings, 'port') ?? portOf(kind, settings)}`, name: joined(text(settings, 'folder') ?? (kind === 'imap' ? 'INBOX' : null), text(settings, 'pattern')) };
}

/** A table by its whole name; a query by the hash of its text, since its columns follow from nothing else. */
function tableOf({ scheme, port, schema }: { scheme: string; port: number; schema?: string }, host: string, settings: Settings): OutsideName {
  const table = text(settings, 'table', 'collection');
  const query = text(settings, 'query');
  const named = table ?? (query === null ? 'unknown' : `query-${createHash('sha256').update(query).digest('hex').slice(0, 12)}`);
  const parts = [text(settings, 'database'), table === null ? null : text(settings, 'schema') ?? schema ?? null, named];
  return { namespace: `${scheme}://${host}:${text(settings, 'port') ?? port}`, name: parts.filter((part) => part !== null).join('.') };
}

function addressOf(url: URL, settings: Settings): OutsideName {
  const inside = text(settings, 'resource', 'collection', 'typeName');
  const path = url.pathname.replace(/^\/|\/$/g, '');
  return { namespace: url.origin, name: [path, inside].filter(Boolean).join('/') || '/' };
}

const joined = (folder: string | null, pattern: string | null): string => [folder?.replace(/\/$/, ''), pattern].filter(Boolean).join('/') || '*';
