import type { Readable } from 'node:stream';
import { asProblem } from '#kernel/http-problems.ts';
import type { Ask } from '#kernel/route.ts';
import { noteUse } from '#kernel/used.ts';
import { keepFile } from '#modules/catalog/index.ts';
import { assertMay, type Action, type Call } from '../actions/action.ts';
import { problem } from '../errors.ts';
import type { CkanPorts } from '../ports.ts';
import { refusedAs } from './envelope.ts';
import { readArguments } from './read-arguments.ts';
import { Upload, type UploadSink } from './read-body.ts';
import { jsonText } from './write-json.ts';

const JSON_TYPE = 'application/json;charset=utf-8';
const SCRIPT_TYPE = 'application/javascript;charset=utf-8';
const CALLBACK = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;

/** Runs one action of the API and answers in CKAN's envelope; errors too, whatever they are. */
export async function runAction(ask: Ask<{ action: string }, unknown, unknown>, actions: ReadonlyMap<string, Action>, ports: CkanPorts): Promise<unknown> {
  const { request, reply, params: { action: name } } = ask;
  const help = `${ports.publicUrl}/api/3/action/help_show?name=${encodeURIComponent(name)}`;
  try {
    const callback = readCallback(request.url, request.method);
    const action = actions.get(name);
    if (!action) throw refused(`Action name not known: ${name}`);
    if (request.method === 'GET' && !action.reads) throw refused('JSON Error: Invalid request. Please use POST method for your request');
    assertMay(action.policy, ask.who);
    const args = await readArguments(request, action.reads, action.takesFile ? storeUpload(ports) : null);
    const call: Call = { args, who: ask.who, db: ask.db, decide: ask.decide, uses: (slug) => noteUse(request, slug, 'apiCalls'), ports };
    const text = await jsonText({ help, success: true, result: await action.run(call) });
    return reply.type(callback === null ? JSON_TYPE : SCRIPT_TYPE).send(callback === null ? text : `${callback}(${text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')});`);
  } catch (error) {
    const found = asProblem(error);
    const { status, error: told } = refusedAs(found);
    if (found.status >= 500) ports.log.error({ ref: request.id, code: found.code, cause: found.cause ?? found, action: name }, 'an action failed');
    request.raw.resume();
    return reply.status(status).type(JSON_TYPE).send(JSON.stringify(typeof told === 'string' ? told : { help, success: false, error: told }));
  }
}

/** Name of the function that a JSONP call wants; null for others. @throws `ckan.request-refused` for what is no name. */
function readCallback(url: string, method: string): string | null {
  const callback = method === 'GET' ? new URLSearchParams(url.split('?')[1] ?? '').get('callback') : null;
  if (callback !== null && (callback.length > 100 || !CALLBACK.test(callback))) throw refused('callback is not the name of a function');
  return callback;
}

/** Files are kept as they come in, as those of the page and of harvests are. */
function storeUpload({ objects, maxFileBytes }: CkanPorts): UploadSink {
  return async (file: Readable, { fileName }) => new Upload(await keepFile(objects, file, { name: fileName, maxBytes: maxFileBytes }));
}

const refused = (detail: string) => problem('request-refused', { detailTh: detail, detailEn: detail });
