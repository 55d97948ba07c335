import { compileRequestCheck, type CheckRequest, type RequestRules } from '#modules/registry/index.ts';
import { exchangeProblem } from '../errors.ts';
import type { AgreedCall } from './call.ts';

const MOST = 1000;
/** Largest JSON that is read whole to be checked. */
const LARGEST_BYTES = 8 * 1024 * 1024;
/** In place of content that nobody looks into. */
const SOMETHING = Buffer.alloc(1);
/** A version never changes: each check is made once. The one made longest ago goes first. */
const checks = new Map<string, CheckRequest>();

/**
 * Whether a request is as the document of a strict service says; it is not forwarded otherwise.
 * @throws `exchange.request-invalid` with every place that is wrong, `body-too-large` for JSON that is too large to be checked.
 */
export async function assertValid({ service, operation, pathParams, query, body, incoming }: AgreedCall): Promise<void> {
  const contentType = incoming.headers['content-type'];
  const errors = checkOf(`${service.id}.${service.version}.${operation.operationId}`, operation.requestSchema as RequestRules)({
    path: pathParams, query: new URLSearchParams(query), headers: incoming.headers, contentType, body: body.buffer ?? await contentOf(body, contentType),
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

/** A body that lies in a file, as far as it is looked into. */
async function contentOf(body: AgreedCall['body'], contentType = ''): Promise<Buffer> {
  if (!/[/+]json\s*(?:;|$)/i.test(contentType)) return SOMETHING;
  if (body.bytes > LARGEST_BYTES) throw exchangeProblem('body-too-large', { limitBytes: LARGEST_BYTES });
  const parts: Buffer[] = [];
  for await (const part of body.open() as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}
