import type { Messages } from '../../messages/th/index.ts';

/** A source as it stands in the form; everything is text. */
export interface SourceDraft {
  kind: 'http' | 'postgres'; url: string; authorization: string; host: string; port: string; database: string; user: string; password: string; schema: string; table: string;
  tls: 'verify' | 'require' | 'off';
}

export const emptySource: SourceDraft = { kind: 'http', url: '', authorization: '', host: '', port: '5432', database: '', user: '', password: '', schema: 'public', table: '', tls: 'require' };

/** What keeps the form from being sent, by field. */
export function faultsOf(draft: SourceDraft, words: Messages['link']['source']): Partial<Record<keyof SourceDraft, string>> {
  if (draft.kind === 'http') return /^https?:\/\/\S+$/.test(draft.url.trim()) ? {} : { url: draft.url.trim() ? words.notUrl : words.needed };
  const faults: Partial<Record<keyof SourceDraft, string>> = {};
  for (const name of ['host', 'database', 'user', 'table'] as const) if (!draft[name].trim()) faults[name] = words.needed;
  const port = Number(draft.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) faults.port = words.notPort;
  return faults;
}

/** The body of `POST /datasets/:slug/sources`. */
export function sourceBody(draft: SourceDraft): { kind: string; config: Record<string, unknown> } {
  const { kind, url, authorization, host, port, database, user, password, schema, table, tls } = draft;
  if (kind === 'http') return { kind, config: { url: url.trim(), ...(authorization && { authorization }) } };
  return { kind, config: { host: host.trim(), port: Number(port), database: database.trim(), user: user.trim(), password, schema: schema.trim() || 'public', table: table.trim(), tls } };
}
