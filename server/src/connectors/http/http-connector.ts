import { Readable } from 'node:stream';
import { Type, type Static } from 'typebox';
import { checkUrl, defaultLimits, guardedFetch, type FetchLimits, type GuardedAnswer } from '#kernel/net/guarded-fetch.ts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { netProblem } from '#kernel/net/problems.ts';
import type { Connector, FetchContext, FetchMark, FetchResult } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { resumedBody } from './resumed-body.ts';

const configSchema = Type.Object({
  url: said({
    th: 'ที่อยู่ของไฟล์', en: 'Address of the file', hintTh: 'ขึ้นต้นด้วย http:// หรือ https:// ระบบดึงเฉพาะเมื่อไฟล์เปลี่ยน', hintEn: 'Begins with http:// or https://. Fetched only when the file has changed.',
  }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  authorization: Type.Optional(said({
    th: 'ค่า Authorization', en: 'Authorization value', hintTh: 'เว้นว่างถ้าไม่ต้องใช้ เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Leave empty if none is needed. Kept sealed, never shown again.',
  }, Type.String({ maxLength: 8192 }))),
}, { additionalProperties: false });
export type HttpConfig = Static<typeof configSchema>;

export interface HttpOptions { rules: HostRules; limits?: Partial<FetchLimits>; resumeAttempts?: number; resumePauseMs?: number }

/** Fetches a file from an HTTP(S) address: only when it changed, and on with a transfer that broke off. */
export function openHttpConnector(options: HttpOptions): Connector<HttpConfig> {
  const ask = (config: HttpConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, headers: Record<string, string>) => guardedFetch(config.url, options.rules, {
    headers: { ...headers, ...(config.authorization ? { authorization: ctx.openSecret(config.authorization) } : {}) }, signal: ctx.signal, limits: options.limits,
  });
  return {
    kind: 'http',
    title: { th: 'ไฟล์จากที่อยู่เว็บ', en: 'File at a web address' },
    preparation: {
      th: 'ขอที่อยู่ของไฟล์ และกุญแจที่อ่านได้เฉพาะไฟล์นี้',
      en: 'Ask for the address of the file, and for a key that may read this file only.',
    },
    configSchema,
    secretFields: ['authorization'],
    secretsGoTo: ({ url }) => (URL.canParse(url) ? new URL(url).origin : url),
    describe: ({ url }) => describeUrl(url),
    test: (config, ctx) => trySteps([
      { th: 'ตรวจที่อยู่', en: 'Check the address', run: async () => { await checkHost(checkUrl(config.url).hostname, options.rules); } },
      { th: 'ขอไฟล์', en: 'Ask for the file', run: async () => seen(await ask(config, ctx, {})) },
    ]),
    fetch: async (config, ctx) => fetchFile(await ask(config, ctx, conditions(ctx.since)), (headers) => ask(config, ctx, headers), ctx, options),
  };
}

async function fetchFile(answer: GuardedAnswer, ask: (headers: Record<string, string>) => Promise<GuardedAnswer>, ctx: FetchContext, options: HttpOptions): Promise<FetchResult> {
  if (answer.status === 304 && ctx.since) {
    answer.body.destroy();
    return { kind: 'unchanged' };
  }
  checkAnswer(answer);
  const body = resumedBody(answer, ask, {
    attempts: options.resumeAttempts ?? 4, pauseMs: options.resumePauseMs ?? 2000, limitBytes: options.limits?.bytes ?? defaultLimits.bytes,
    signal: ctx.signal, onBytes: (received, expected) => ctx.onBytes(received, expected),
  });
  const stored = await ctx.store(Readable.from(body, { objectMode: false }));
  if (ctx.since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
  const mark: FetchMark = { etag: answer.headers['etag'] ?? null, lastModified: answer.headers['last-modified'] ?? null, sha256: stored.sha256 };
  return { kind: 'fetched', name: nameOf(answer), mark, ...stored };
}

function conditions(since: FetchMark | undefined): Record<string, string> {
  if (typeof since?.['etag'] === 'string') return { 'if-none-match': since['etag'] };
  return typeof since?.['lastModified'] === 'string' ? { 'if-modified-since': since['lastModified'] } : {};
}

/** Lets a 200 pass; every other status becomes a problem of the right class. */
function checkAnswer(answer: GuardedAnswer): void {
  const encoding = answer.headers['content-encoding'];
  if (answer.status === 200 && (!encoding || encoding === 'identity')) return;
  answer.body.destroy();
  if (answer.status === 200) throw connectorProblem('encoding-refused', { encoding });
  const fields = { upstreamStatus: answer.status, retryAfterS: secondsOf(answer.headers['retry-after']), detailTh: `ต้นทางตอบสถานะ ${answer.status}`, detailEn: `The source answered with status ${answer.status}.` };
  throw answer.status >= 500 || [408, 425, 429].includes(answer.status) ? netProblem('answer-unavailable', fields) : netProblem('answer-refused', fields);
}

/** Retry-After as seconds from now (RFC 9110 §10.2.3: seconds or a date). */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

function seen(answer: GuardedAnswer): { th: string; en: string } {
  checkAnswer(answer);
  answer.body.destroy();
  const type = answer.headers['content-type'] ?? '?';
  return { th: `${type} ${answer.length === null ? 'ไม่บอกขนาด' : `${answer.length} ไบต์`}`, en: `${type}, ${answer.length === null ? 'size not stated' : `${answer.length} bytes`}` };
}

/** File name of the Content-Disposition header (RFC 6266), else the last part of the path. */
function nameOf({ headers, url }: GuardedAnswer): string {
  const disposition = headers['content-disposition'] ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const named = extended ?? /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? new URL(url).pathname.split('/').pop() ?? '';
  const name = (extended || !disposition ? decode(named) : named).split(/[\\/]/).pop()?.trim();
  return name ? name.slice(0, 200) : 'download';
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Address without query, which may hold keys. */
function describeUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url ? `${url.origin}${url.pathname}${url.search ? '?…' : ''}` : text;
}
