import type { SourceAsked, SourceDetail } from '../../api/link-types.ts';
import type { Messages } from '../../messages/th/index.ts';

/** A source as it stands in the form; everything is text. */
export interface SourceDraft {
  kind: SourceAsked['kind']; name: string; url: string; authorization: string; path: string; pattern: string; host: string; port: string; database: string; user: string; password: string;
  reads: 'table' | 'query'; schema: string; table: string; query: string; tls: string;
  /** Settings that the form does not show, kept as they are. */
  others: Record<string, unknown>;
  /** Names of the secrets that the server keeps, and those of them that are to be removed. */
  kept: string[]; dropped: string[];
}
export type TextName = Exclude<keyof SourceDraft, 'kind' | 'reads' | 'others' | 'kept' | 'dropped'>;
export type Faults = Partial<Record<TextName, string>>;
type Config = SourceAsked['config'];

export const emptySource: SourceDraft = {
  kind: 'http', name: '', url: '', authorization: '', path: '', pattern: '', host: '', port: '5432', database: '', user: '', password: '', reads: 'table', schema: 'public', table: '', query: '', tls: 'require',
  others: {}, kept: [], dropped: [],
};

const shown = ['url', 'path', 'pattern', 'host', 'port', 'database', 'user', 'schema', 'table', 'query', 'tls'] as const;

/** The form filled with a source that is there; its secrets are not. */
export function draftOf({ kind, name, config, secrets }: SourceDetail): SourceDraft {
  const settings = config as Record<string, unknown>;
  const texts = Object.fromEntries(shown.filter((field) => settings[field] !== undefined).map((field) => [field, String(settings[field])]));
  return {
    ...emptySource, tls: 'off', ...texts, kind: kind as SourceDraft['kind'], name: name ?? '', reads: 'query' in settings ? 'query' : 'table', kept: secrets,
    others: Object.fromEntries(Object.entries(settings).filter(([field]) => !(shown as readonly string[]).includes(field))),
  };
}

/** What keeps the form from being sent, by field. */
export function faultsOf(draft: SourceDraft, words: Messages['sources']['form']): Faults {
  const needed = (names: TextName[]): Faults => Object.fromEntries(names.filter((name) => !draft[name].trim()).map((name) => [name, words.needed]));
  if (draft.kind === 'http') return /^https?:\/\/\S+$/.test(draft.url.trim()) ? {} : { url: draft.url.trim() ? words.notUrl : words.needed };
  if (draft.kind === 'folder') return draft.path.trim().startsWith('/') ? {} : { path: draft.path.trim() ? words.notPath : words.needed };
  const port = Number(draft.port);
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  return { ...needed(['host', 'database', 'user', draft.reads]), ...(!isPort && { port: words.notPort }) };
}

/** The body of `POST /datasets/:slug/sources` and of a sample. */
export function sourceBody(draft: SourceDraft): SourceAsked {
  return { kind: draft.kind, config: { ...(draft.kind === 'postgres' && { password: '' }), ...configOf(draft) }, ...(draft.name.trim() && { name: draft.name.trim() }) };
}

/** The body of `PATCH /datasets/:slug/sources/:id`: a secret left empty is kept, one that is dropped is null. */
export function changeBody(draft: SourceDraft): { name: string | null; config: Config } {
  return { name: draft.name.trim() || null, config: { ...configOf(draft), ...Object.fromEntries(draft.dropped.map((field) => [field, null])) } };
}

function configOf({ kind, url, authorization, path, pattern, host, port, database, user, password, reads, schema, table, query, tls, others }: SourceDraft): Config {
  if (kind === 'http') return { ...others, url: url.trim(), ...(authorization && { authorization }) };
  if (kind === 'folder') return { ...others, path: path.trim(), ...(pattern.trim() && { pattern: pattern.trim() }) };
  return {
    ...others, host: host.trim(), port: Number(port), database: database.trim(), user: user.trim(), tls, ...(password && { password }),
    ...(reads === 'table' ? { schema: schema.trim() || 'public', table: table.trim() } : { query: query.trim() }),
  };
}
