import { exitCodes } from '../exit.ts';
import type { Refused } from './server-client.ts';

/** One line in Thai and one in English. */
export function say(th: string, en: string, out: NodeJS.WritableStream = process.stdout): void {
  out.write(`${th}\n${en}\n`);
}

/** Shows what the server refused, with every place. @returns the exit code: 7 when nobody is signed in, else 1. */
export function answerRefusal(error: Refused, json: boolean): number {
  const { document } = error;
  const code = document['code'] === 'kernel.sign-in-needed' ? exitCodes['sign-in-needed'] : exitCodes.failed;
  if (json) { process.stdout.write(`${JSON.stringify({ problem: document })}\n`); return code; }
  say(`✗ ${document['titleTh']}${document['detailTh'] ? `: ${document['detailTh']}` : ''}`, `  ${document['titleEn']}${document['detailEn'] ? `: ${document['detailEn']}` : ''}`, process.stderr);
  for (const place of (document['errors'] ?? []).slice(0, 20)) say(`  ${place.pointer ?? ''} ${place.th}`, `  ${place.pointer ?? ''} ${place.en}`, process.stderr);
  if (code === exitCodes['sign-in-needed']) say('→ ลงชื่อเข้าใช้ด้วย saphan login หรือใส่โทเคนใน SAPHAN_TOKEN', '→ Sign in with saphan login, or put an API token into SAPHAN_TOKEN.', process.stderr);
  else if (document['nextTh']) say(`→ ${document['nextTh']}`, `→ ${document['nextEn']}`, process.stderr);
  return code;
}
