import type { FastifyRequest } from 'fastify';
import { problem } from '../errors.ts';
import { readBody, type Body, type UploadSink } from './read-body.ts';

/** What a client gave an action; files are among the values. */
export type Arguments = Record<string, unknown>;

const LONGEST_URL = 64 * 1024;

/**
 * Collects the arguments of a call in the order of precedence that CKAN's clients count on: a form, then for actions that only read the query
 * string, which wins over a JSON body, then JSON. A form of one key with no value is JSON that `curl -d` sent.
 *
 * @throws `ckan.request-refused`, `ckan.body-too-large`.
 */
export async function readArguments(request: FastifyRequest, reads: boolean, sink: UploadSink): Promise<Arguments> {
  if (request.url.length > LONGEST_URL) throw problem('body-too-large');
  if (request.method === 'GET' && !reads) throw refused('JSON Error: Invalid request. Please use POST method for your request');
  const body: Body = request.method === 'GET' ? { form: null, files: {}, text: '' } : await readBody(request, sink);
  const query = new URLSearchParams(request.url.split('?').slice(1).join('?'));
  query.delete('callback');
  const given = body.form && [...body.form].length > 0 ? fromForm(body.form) : reads && [...query].length > 0 ? joined(query) : body.text.trim() === '' ? {} : fromJson(body.text);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw refused(`JSON Error: Request data JSON decoded to ${JSON.stringify(given).slice(0, 100)} but it needs to be a dictionary.`);
  return { ...given, ...body.files };
}

function fromForm(form: URLSearchParams): Arguments {
  const entries = [...form];
  const [[key, value] = ['', '']] = entries;
  return entries.length === 1 && (value === '' || value === '1') ? fromJson(key) as Arguments : joined(form);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => key === '__proto__' ? undefined : value);
  } catch (error) {
    throw refused(`JSON Error: Error decoding JSON data. Error: ${(error as Error).message.slice(0, 200)}`);
  }
}

/** Keys that come again become lists. */
function joined(pairs: URLSearchParams): Arguments {
  const made: Arguments = Object.create(null) as Arguments;
  for (const [key, value] of pairs) {
    const held = made[key];
    made[key] = held === undefined ? value : Array.isArray(held) ? [...held, value] : [held, value];
  }
  return { ...made };
}

const refused = (detail: string) => problem('request-refused', { detailTh: detail, detailEn: detail });
