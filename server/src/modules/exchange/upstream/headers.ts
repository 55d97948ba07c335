import { targetUri, type RequestMessage } from '@saphan/contracts/http-signatures/message';

/** Of one connection only (RFC 9110 §7.6.1), or of nobody's business beyond the house. */
const NOT_ONWARD = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'host', 'content-length', 'expect',
  'cookie', 'authorization', 'dpop', 'forwarded', 'via', 'x-real-ip', 'exchange-id', 'exchange-target-uri', 'exchange-decision', 'exchange-assurance', 'exchange-error-origin', 'exchange-fields', 'exchange-row-filter', 'exchange-operation', 'exchange-transformed',
]);
/** By these, some servers take a request for another method, path or person than the one that was agreed to. Names with `_` are the same to them as with `-`. */
const MISLEADING = /^(?:x-forwarded-.*|x-http-method(?:-override)?|x-method-override|x-original-(?:url|uri|host|method)|x-rewrite-url|x-override-url|x-host|(?:x-|true-)?client-ip|(?:x-)?remote-(?:user|addr)|x-middleware-.*|.*_.*)$/;
/** By these, some proxies before the house fetch what nobody asked for, or give an answer to others. Each answer is of one exchange. */
const MISLEADING_BACK = /^(?:x-accel-.*|x-sendfile|x-lighttpd-.*|x-litespeed-.*|x-reproxy-.*|surrogate-.*|.*cdn-cache-control|cache-control|expires|age|pragma|clear-site-data|service-worker-allowed)$/;
const NOT_BACK = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length', 'set-cookie', 'server', 'via', 'alt-svc',
  'strict-transport-security', 'date', 'exchange-decision', 'exchange-assurance', 'exchange-error-origin', 'exchange-transformed', 'ratelimit', 'ratelimit-policy',
]);

/** Headers for the provider: what the consumer said, with the signature untouched, without cookies, credentials for the house, the consumer's address, and what would make another request of it. */
export function onwardHeaders(message: RequestMessage, exchangeId: string, own: Record<string, string>): Record<string, string> {
  const named = new Set((message.fields.get('connection') ?? []).flatMap((value) => value.toLowerCase().split(',').map((name) => name.trim())));
  const headers: Record<string, string> = {};
  for (const [name, values] of message.fields) if (!NOT_ONWARD.has(name) && !MISLEADING.test(name) && !named.has(name)) headers[name] = values.join(', ');
  headers['exchange-id'] = exchangeId;
  headers['exchange-target-uri'] = targetUri(message);
  return Object.assign(headers, own);
}

/** What is signed is ASCII: a content type with other letters is none (RFC 9110 §8.3). */
const ASCII = /^[\x20-\x7e\t]*$/;

/** Headers of an answer that go on to the consumer, in lower case. */
export function backHeaders(raw: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const named = new Set(String(raw['connection'] ?? '').toLowerCase().split(',').map((name) => name.trim()));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) if (value !== undefined && !NOT_BACK.has(name) && !MISLEADING_BACK.test(name) && !named.has(name)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  if (!ASCII.test(headers['content-type'] ?? '')) delete headers['content-type'];
  return headers;
}
