import { follow, isObject, type Json } from '../documents/document.ts';
import { sampleValue } from '../documents/sample-value.ts';

/** What is asked of the sandbox, as far as the answer hangs on it. */
export interface SandboxRequest { prefer?: string | undefined }
export interface SandboxAnswer { status: number; headers: Record<string, string>; body: string | null; example: string | null }

/**
 * Answers for an operation from its document alone: the example that is asked for, else the first, else a value made from the schema.
 * `prefer: code=404` and `prefer: example=NAME` choose (RFC 7240).
 *
 * @param operation method in capitals and path template. @returns null when the document has no such answer.
 */
export function answerFromExample(document: Json, operation: { method: string; pathTemplate: string }, request: SandboxRequest = {}): SandboxAnswer | null {
  const item = follow(document, (document['paths'] as Json)[operation.pathTemplate]);
  const responses = isObject(item) ? (item[operation.method.toLowerCase()] as Json | undefined)?.['responses'] : null;
  if (!isObject(responses)) return null;
  const wanted = preferencesOf(request.prefer);
  const chosen = chooseStatus(responses, wanted.get('code'));
  if (chosen === null) return null;
  const response = follow(document, responses[chosen]);
  const status = /^\d{3}$/.test(chosen) ? Number(chosen) : chosen === 'default' ? Number(wanted.get('code') ?? 500) : Number(chosen[0]) * 100;
  const headers = isObject(response) ? headersOf(document, response['headers']) : {};
  const content = isObject(response) && isObject(response['content']) ? Object.entries(response['content']) : [];
  const [type, media] = content.find(([each]) => /[/+]json\b/.test(each)) ?? content[0] ?? [];
  if (type === undefined || status === 204 || status === 304) return { status, headers, body: null, example: null };
  const { value, name } = exampleOf(document, media, wanted.get('example'));
  return { status, headers: { ...headers, 'content-type': type.replace(/\*/g, 'octet-stream') }, body: typeof value === 'string' && !/json/.test(type) ? value : JSON.stringify(value ?? null), example: name };
}

/** `code=404, example="none"` by name. */
function preferencesOf(header: string | undefined): Map<string, string> {
  return new Map((header ?? '').split(/[,;]/).flatMap((each) => { const found = /^\s*(code|example)\s*=\s*"?([^"]{1,100})"?\s*$/.exec(each); return found ? [[found[1] as string, found[2] as string]] : []; }));
}

function chooseStatus(responses: Json, wanted: string | undefined): string | null {
  const names = Object.keys(responses).filter((each) => /^(?:[1-5](?:\d\d|XX)|default)$/i.test(each));
  if (wanted !== undefined) return names.find((each) => each === wanted) ?? names.find((each) => each.toUpperCase() === `${wanted[0]}XX`) ?? (names.includes('default') && /^[45]\d\d$/.test(wanted) ? 'default' : null);
  return names.filter((each) => each.startsWith('2')).sort()[0] ?? names[0] ?? null;
}

function exampleOf(document: Json, media: unknown, wanted: string | undefined): { value: unknown; name: string | null } {
  if (!isObject(media)) return { value: null, name: null };
  const named = isObject(media['examples']) ? Object.entries(media['examples']).map(([name, each]) => [name, follow(document, each)] as const) : [];
  const [name, example] = named.find(([each]) => each === wanted) ?? named[0] ?? [];
  if (isObject(example) && example['value'] !== undefined) return { value: example['value'], name: name as string };
  if (media['example'] !== undefined) return { value: media['example'], name: null };
  return { value: sampleValue(document, media['schema'] ?? {}), name: null };
}

/** Headers that an answer describes; those that frame it are ours. */
function headersOf(document: Json, given: unknown): Record<string, string> {
  if (!isObject(given)) return {};
  const described = Object.entries(given).filter(([name]) => /^[A-Za-z0-9-]{1,60}$/.test(name) && !/^(?:content-|transfer-|connection|set-cookie|exchange-|signature|date$|access-control-|strict-|location$)/i.test(name)).slice(0, 20);
  return Object.fromEntries(described.flatMap(([name, each]) => {
    const header = follow(document, each);
    const value = isObject(header) ? header['example'] ?? sampleValue(document, header['schema'] ?? {}) : null;
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return /^[\x20-\x7e]{1,200}$/.test(text) ? [[name.toLowerCase(), text]] : [];
  }));
}
