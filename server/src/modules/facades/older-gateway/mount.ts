import type { IncomingMessage, ServerResponse } from 'node:http';
import { httpEndOfDay } from '@saphan/contracts/dates';
import type { Mount } from '#kernel/mount.ts';
import { Problem } from '#kernel/problem.ts';
import type { Door } from '#modules/exchange/index.ts';
import { answerJson } from '../calls/answer.ts';
import { claimsOf } from '../calls/claims.ts';
import { facadeProblem } from '../errors.ts';
import type { FacadePorts } from '../ports.ts';
import type { Facade } from '../schemas.ts';
import { exchangeSecret, findTokenHolder } from '../secrets/shared-secrets.ts';
import { openSwitches } from '../switches/is-open.ts';

const PREFIX = '/ws';
const CALL = /^\/ws\/([a-z][a-z0-9-]{1,62})(\/[^?#]*)?(\?[^#]*)?$/;
/** They are for this door alone. */
const PROOFS = ['consumer-key', 'consumer-secret', 'token'];
/** What programs write into addresses by habit. An address is signed and kept as it was sent. */
const SECRETS = /^(?:consumer[-_]?(?:secret|key)|token|agent[-_]?id)$/i;
const VALIDATE = /^\/ws\/auth\/validate(?:\?|$)/;

/** The older gateway's two steps below `/ws`: a shared secret for a token, then calls with the token. Addresses are never logged: secrets stand in them. */
export function olderGatewayMount(ports: FacadePorts): Mount {
  const isOpen = openSwitches(ports);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const facade = await isOpen('older-gateway').catch(() => null);
    if (facade === null) return answerJson(response, 404, bodyOf(facadeProblem('closed')));
    try {
      await (VALIDATE.test(request.url ?? '') ? validate(ports, request, response, facade) : call(ports, request, response, facade));
    } catch (error) {
      if (!(error instanceof Problem)) ports.log.error({ error: String(error) }, 'a call of the older gateway could not be answered');
      // Its programs look for trouble under 500 only.
      if (response.headersSent) response.destroy();
      else answerJson(response, 500, bodyOf(error instanceof Problem ? error : facadeProblem('failed')), { ...farewell(facade), connection: 'close' });
    }
  };
  return { prefix: PREFIX, bare: true, handle: (request, response) => void handle(request, response) };
}

async function validate({ db, clock }: FacadePorts, request: IncomingMessage, response: ServerResponse, facade: Facade): Promise<void> {
  const secret = textOf(request, 'consumer-secret') ?? new URL(request.url ?? '', 'http://house').searchParams.get('ConsumerSecret');
  const key = textOf(request, 'consumer-key');
  const token = request.method === 'GET' && key && secret ? await db.tx((tx) => exchangeSecret(tx, key, secret, clock.now())) : null;
  if (token === null) throw facadeProblem('secret-wrong');
  answerJson(response, 200, { Result: token }, farewell(facade));
}

async function call({ db, clock, gateway }: FacadePorts, request: IncomingMessage, response: ServerResponse, facade: Facade): Promise<void> {
  const [, slug, rest = '', query = ''] = CALL.exec(request.url ?? '') ?? [];
  if (!slug) throw facadeProblem('address-wrong');
  if ([...new URLSearchParams(query).keys()].some((name) => SECRETS.test(name.trim()))) throw facadeProblem('secret-in-address');
  const [key, token] = [textOf(request, 'consumer-key'), textOf(request, 'token')];
  const holder = key && token ? await db.tx((tx) => findTokenHolder(tx, key, token, clock.now())) : null;
  if (holder === null) throw facadeProblem('token-wrong');
  const claims = await db.read((tx) => claimsOf(tx, request.headers, { consumer: holder.system, slug, provider: null }));
  const door: Door = {
    target: `/x/${slug}${rest}${query}`, claims, known: holder.system, hidden: PROOFS,
    answerHeaders: async () => farewell(facade),
    refusal: (problem) => ({ status: 500, body: Buffer.from(JSON.stringify(bodyOf(problem))), headers: { ...farewell(facade), 'content-type': 'application/json; charset=utf-8' } }),
  };
  await gateway.handle(request, response, door);
}

/** A coded body as the older gateway's programs read it, in both languages. */
const bodyOf = ({ code, status, entry }: Problem) => ({ Code: code, Status: status, Message: entry.th, MessageEn: entry.en, Next: entry.nextTh });

/** RFC 9745 and RFC 8594: this way in is being given up, and on which day. */
function farewell({ changedAt, sunsetOn }: Facade): Record<string, string> {
  const since = Math.floor(Date.parse(changedAt ?? '') / 1000);
  return { ...(Number.isFinite(since) && { deprecation: `@${since}` }), ...(sunsetOn && { sunset: httpEndOfDay(sunsetOn) }) };
}

function textOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
