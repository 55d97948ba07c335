import type { Refused } from './server-client.ts';

/** One line in Thai and one in English. */
export function say(th: string, en: string, out: NodeJS.WritableStream = process.stdout): void {
  out.write(`${th}\n${en}\n`);
}

/** Shows what the server refused, with every place, and gives exit code 1. */
export function answerRefusal(error: Refused, json: boolean): number {
  const { document } = error;
  if (json) { process.stdout.write(`${JSON.stringify({ problem: document })}\n`); return 1; }
  say(`✗ ${document['titleTh']}${document['detailTh'] ? `: ${document['detailTh']}` : ''}`, `  ${document['titleEn']}${document['detailEn'] ? `: ${document['detailEn']}` : ''}`, process.stderr);
  for (const place of (document['errors'] ?? []).slice(0, 20)) say(`  ${place.pointer ?? ''} ${place.th}`, `  ${place.pointer ?? ''} ${place.en}`, process.stderr);
  if (document['nextTh']) say(`→ ${document['nextTh']}`, `→ ${document['nextEn']}`, process.stderr);
  return 1;
}
