import { sha256Base64 } from '#kernel/message-keys.ts';
import type { ProgramCall } from './program-call.ts';

/** What `exchange-subject` says of the persons that a request names at the places of its service: a hash over the nonce and their ids. null when it names none. */
export function commitmentOf(selectors: readonly string[], call: ProgramCall, nonce: string): string | null {
  const body = selectors.some((selector) => selector.startsWith('json:')) ? readJson(call.body) : null;
  const found = selectors.flatMap((selector) => {
    const value = selector.startsWith('header:') ? call.header(selector.slice('header:'.length).toLowerCase()) : at(body, selector.slice('json:'.length));
    return value === undefined || value === null ? [] : [value].flat().filter((each): each is string => typeof each === 'string');
  });
  return found.length === 0 ? null : `sha-256=:${sha256Base64(`${nonce}:${[...new Set(found)].join(',')}`)}:`;
}

/** RFC 6901. */
function at(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

function readJson(body: Buffer | null): unknown {
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    return null;
  }
}
