import { compileRequestCheck, type CheckRequest, type RequestRules } from '#modules/registry/index.ts';
import { exchangeProblem } from '../errors.ts';
import type { AgreedCall } from './call.ts';

const MOST = 1000;
/** A version never changes: each check is made once. The one made longest ago goes first. */
const checks = new Map<string, CheckRequest>();

/**
 * Whether a request is as the document of a strict service says; it is not forwarded otherwise.
 * @throws `exchange.request-invalid` with every place that is wrong.
 */
export function assertValid({ service, operation, pathParams, query, body, incoming }: AgreedCall): void {
  const errors = checkOf(`${service.id}.${service.version}.${operation.operationId}`, operation.requestSchema as RequestRules)({
    path: pathParams, query: new URLSearchParams(query), headers: incoming.headers, contentType: incoming.headers['content-type'], body: body.buffer ?? Buffer.alloc(0),
  });
  if (errors.length > 0) throw exchangeProblem('request-invalid', { operation: operation.operationId, errors });
}

function checkOf(key: string, rules: RequestRules): CheckRequest {
  let check = checks.get(key);
  if (check === undefined) {
    checks.set(key, check = compileRequestCheck(rules));
    if (checks.size > MOST) checks.delete(checks.keys().next().value as string);
  }
  return check;
}
