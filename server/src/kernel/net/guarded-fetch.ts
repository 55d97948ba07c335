import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request, type Dispatcher } from 'undici';
import { Problem } from '../problem.ts';
import { checkHost, type CheckedAddress, type HostRules, type Resolve } from './host-guard.ts';
import { limitBody, type BodyLimits } from './limited-body.ts';
import { netProblem } from './problems.ts';
import { isUntrusted } from './untrusted.ts';

export interface FetchLimits extends BodyLimits { connectMs: number; redirects: number }

export const defaultLimits: FetchLimits = { bytes: 20e9, totalMs: 6 * 3_600_000, idleMs: 60_000, connectMs: 15_000, redirects: 5 };

/** A certificate by which this house shows who it is (PEM), and the key that belongs to it. */
export interface ClientCertificate { cert: string; key: string }

export interface GuardedRequest {
  /** GET unless said otherwise. */
  method?: 'GET' | 'POST';
  /** Body of a POST. It goes to the first origin only. */
  body?: string;
  headers?: Record<string, string>;
  /** Headers that go to the first origin only, whatever they are called. */
  credentials?: Record<string, string>;
  /** Shown to the first origin only. */
  client?: ClientCertificate;
  signal?: AbortSignal;
  limits?: Partial<FetchLimits>;
  /** Extra trust anchors (PEM) of the source. */
  ca?: string;
  resolve?: Resolve;
}

export interface GuardedAnswer {
  status: number;
  /** Lower-case names; repeated headers are joined by a comma. */
  headers: Record<string, string>;
  /** Where the answer came from after redirects. */
  url: string;
  /** Stated length in bytes, if any. */
  length: number | null;
  /** Ends only when the whole body came; otherwise it breaks with a problem. Destroy it when it is not wanted. */
  body: Readable;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Asks an outside URL. The name is resolved here, every address is checked, and the connection goes to the checked address, so that a
 * name cannot come to mean another host in between; the same for every redirect. Nothing is decompressed. A POST is repeated for 307 and 308
 * within its origin, and becomes a GET for other redirects (RFC 9110 §15.4).
 *
 * @throws `kernel.url-refused`, `kernel.host-refused`, `kernel.host-unknown`, `kernel.host-unreachable`, `kernel.certificate-refused`,
 *   `kernel.client-certificate-refused`, `kernel.client-certificate-broken`, `kernel.too-many-redirects`, `kernel.body-redirected`, `kernel.timed-out`; the body breaks with `kernel.answer-too-large`, `kernel.timed-out`,
 *   `kernel.length-lied`, `kernel.transfer-broken` or `kernel.stopped`.
 */
export async function guardedFetch(url: string, rules: HostRules, options: GuardedRequest = {}): Promise<GuardedAnswer> {
  const limits = { ...defaultLimits, ...options.limits };
  const deadline = Date.now() + limits.totalMs;
  let asked: GuardedRequest = { ...options, headers: { ...options.headers, ...options.credentials } };
  for (let current = checkUrl(url), hop = 0; ; hop += 1) {
    const address = await checkHost(current.hostname, rules, options.resolve);
    const answer = await ask(current, address, asked, limits, deadline);
    const location = answer.headers['location'];
    if (!redirects.has(answer.status) || location === undefined) return answer;
    answer.body.destroy();
    if (hop >= limits.redirects) throw netProblem('too-many-redirects', { url: current.origin });
    const next = checkUrl(new URL(location, current).href);
    asked = redirected(asked, answer.status, current, next);
    current = next;
  }
}

/** What is asked after a redirect: nothing that belongs to the first origin goes to another. */
function redirected(asked: GuardedRequest, status: number, from: URL, to: URL): GuardedRequest {
  const { body, client, headers = {}, ...rest } = asked;
  const isSame = from.origin === to.origin;
  const repeats = rest.method === 'POST' && (status === 307 || status === 308);
  if (repeats && !isSame) throw netProblem('body-redirected', { url: from.origin, detailTh: `จาก ${from.origin} ไป ${to.origin}`, detailEn: `From ${from.origin} to ${to.origin}.` });
  const kept = repeats ? headers : without(headers, /^content-/i);
  return {
    ...rest, ...(repeats ? { body } : { method: 'GET' }), ...(isSame ? { client } : {}),
    headers: isSame ? kept : without(kept, credentialNames, Object.keys(asked.credentials ?? {})),
  };
}

/** @throws `kernel.url-refused` for anything but http and https, and for user names in the address. */
export function checkUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '' || url.hostname === '') throw netProblem('url-refused', { url: url ? `${url.protocol}//${url.host}` : text.slice(0, 100) });
  return url;
}

async function ask(url: URL, address: CheckedAddress, options: GuardedRequest, limits: FetchLimits, deadline: number): Promise<GuardedAnswer> {
  const agent = new Agent({
    connections: 1, maxHeaderSize: 64 * 1024,
    connect: { timeout: limits.connectMs, ca: options.ca, ...options.client, lookup: pinned(address) as LookupFunction },
  });
  const surplus = watchSurplus(agent);
  const untilHead = AbortSignal.timeout(Math.max(1, Math.min(limits.idleMs, deadline - Date.now())));
  const stop = new AbortController();
  const abort = () => stop.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });
  untilHead.onabort = () => stop.abort(netProblem('timed-out', { url: url.origin }));
  if (options.signal?.aborted) abort();
  try {
    const answer = await request(url, { dispatcher: agent, method: options.method ?? 'GET', ...(options.body === undefined ? {} : { body: options.body }), headers: { 'accept-encoding': 'identity', ...options.headers }, headersTimeout: 0, bodyTimeout: 0, signal: stop.signal });
    untilHead.onabort = null;
    return guarded(url, answer, limits, deadline, options.signal, surplus, () => { options.signal?.removeEventListener('abort', abort); void agent.destroy(); });
  } catch (error) {
    untilHead.onabort = null;
    options.signal?.removeEventListener('abort', abort);
    void agent.destroy();
    throw connectProblem(error, url, options);
  }
}

function guarded(url: URL, answer: Dispatcher.ResponseData, limits: FetchLimits, deadline: number, signal: AbortSignal | undefined, surplus: () => Promise<boolean>, release: () => void): GuardedAnswer {
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value ?? '']));
  const stated = headers['content-length'];
  const length = stated !== undefined && /^\d+$/.test(stated) ? Number(stated) : null;
  const body = limitBody(answer.body, { bytes: limits.bytes, idleMs: limits.idleMs, totalMs: Math.max(1, deadline - Date.now()) }, { stated: length, surplus }, signal);
  body.once('close', release);
  return { status: answer.statusCode, headers, url: url.href, length, body };
}

/** Bytes after a body that said it was over make the parser drop a kept connection; whether that happened, 20 ms after the end. */
function watchSurplus(agent: Agent): () => Promise<boolean> {
  let seen = false;
  agent.on('disconnect', (_origin, _targets, error) => { seen ||= error.message === 'bad response'; });
  return async () => {
    if (!seen) await wait(20);
    return seen;
  };
}

/** A lookup that answers the checked address, whatever the name means by now. */
function pinned({ address, family }: CheckedAddress) {
  return (_host: string, options: { all?: boolean }, done: (error: null, address: unknown, family?: number) => void): void => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

const credentialNames = /^(authorization|cookie|proxy-authorization|x-api-key|api-key)$/i;

function without(headers: Record<string, string>, pattern: RegExp, names: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !pattern.test(name) && !names.includes(name)));
}

function connectProblem(error: unknown, url: URL, { signal, client }: GuardedRequest): unknown {
  if (error instanceof Problem) return error;
  if (signal?.aborted) return netProblem('stopped', {}, { cause: error });
  const code = String((error as { code?: string }).code ?? '');
  if (/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/.test(code)) return netProblem('timed-out', { url: url.origin }, { cause: error });
  if (code.startsWith('ERR_OSSL_')) return netProblem('client-certificate-broken', { url: url.origin, detailEn: code }, { cause: error });
  if (/^ERR_SSL_.*(UNSUPPORTED_CERTIFICATE|BAD_CERTIFICATE|CERTIFICATE_(REQUIRED|EXPIRED|REVOKED|UNKNOWN)|UNKNOWN_CA|ACCESS_DENIED)/.test(code)) return netProblem('client-certificate-refused', { url: url.origin, detailEn: code }, { cause: error });
  if (isUntrusted(error)) return netProblem('certificate-refused', { url: url.origin, detailEn: code }, { cause: error });
  if (client && /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code)) {
    return netProblem('host-unreachable', { url: url.origin, detailTh: `ปิดการเชื่อมต่อหลังได้รับใบรับรองของเรา (${code})`, detailEn: `The connection was closed after our certificate was shown (${code}).` }, { cause: error });
  }
  return netProblem('host-unreachable', { url: url.origin, detailEn: code || (error as Error).message }, { cause: error });
}
