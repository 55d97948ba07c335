import { Problem, problemDocument } from '#kernel/problem.ts';
import { exchangeProblem } from '../errors.ts';
import { asRefusal } from './fault-words.ts';

export type ErrorOrigin = 'consumer' | 'hub' | 'provider' | 'network';

export interface Refusal { readonly problem: Problem; readonly origin: ErrorOrigin; readonly headers: Record<string, string>; readonly body: Buffer }

const OF_CONSUMER = new Set(['target-not-canonical', 'host-wrong', 'header-wrong', 'service-not-found', 'service-retired', 'system-moved', 'operation-not-found', 'not-identified', 'signature-wrong', 'key-unknown', 'clock-wrong', 'replayed', 'token-wrong',
  'proof-wrong', 'digest-wrong', 'body-too-large', 'body-too-slow', 'subject-missing', 'request-invalid', 'id-in-address']);
const OF_NETWORK = new Set(['provider-unreachable', 'provider-too-slow']);
const OF_PROVIDER = new Set(['provider-refused-address', 'provider-paused', 'provider-signature-wrong', 'provider-digest-wrong', 'answer-too-large', 'answer-beyond-agreement']);

/** Any error as an answer that says who refused and why, in Thai and English. */
export function refusalOf(error: unknown, id: string): Refusal {
  const said = asRefusal(error);
  const problem = said instanceof Problem ? said : exchangeProblem('failed', {}, { cause: said });
  const { headers = {}, ...document } = problemDocument(problem, id) as { headers?: Record<string, string> };
  return {
    problem, origin: originOf(problem),
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...(problem.status === 401 && { 'www-authenticate': 'Signature, DPoP, Bearer' }), ...headers },
    body: Buffer.from(JSON.stringify(document)),
  };
}

function originOf({ code, status }: Problem): ErrorOrigin {
  const name = code.replace(/^exchange\./, '');
  if (OF_CONSUMER.has(name)) return 'consumer';
  if (OF_NETWORK.has(name)) return 'network';
  if (OF_PROVIDER.has(name)) return 'provider';
  return code.startsWith('hosting.') && status < 500 ? 'consumer' : 'hub';
}
