import { guardedFetch } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import { MOST_BYTES, refused } from '../documents/read-document.ts';

const TOTAL_MS = 15_000;

/** The text of an OpenAPI document at a web address, through the guard; nothing is kept. @throws the guard's problems, `registry.document-refused`. */
export async function fetchServiceDocument(url: string, rules: HostRules): Promise<{ text: string }> {
  const answer = await guardedFetch(url, rules, { limits: { bytes: MOST_BYTES, totalMs: TOTAL_MS, idleMs: TOTAL_MS, connectMs: 5_000, redirects: 3 }, headers: { accept: 'application/json, application/yaml, text/yaml, */*;q=0.5' } });
  if (answer.status !== 200) {
    answer.body.destroy();
    throw refused([{ pointer: '/url', th: `ที่อยู่นี้ตอบสถานะ ${answer.status}`, en: `The address answered ${answer.status}` }]);
  }
  const parts: Buffer[] = [];
  for await (const part of answer.body) parts.push(part as Buffer);
  return { text: Buffer.concat(parts).toString('utf8') };
}
