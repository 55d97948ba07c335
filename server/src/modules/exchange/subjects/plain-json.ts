import { isUtf8 } from 'node:buffer';
import { exchangeProblem } from '../errors.ts';
import type { AgreedCall } from '../gateway/call.ts';
import { readJson } from '../upstream/ask-hosted.ts';

/** A string, with the colon behind it if it is a name; or a bracket. */
const PARTS = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs;

/**
 * The content of a request in which persons are named. Programs differ in which of two equal names they believe, and some do not tell capitals apart: whoever were written down need not be whom the provider tells about.
 * @throws `exchange.request-invalid` when a name stands twice in an object, or the content is no JSON in UTF-8.
 */
export function readPlainJson({ body }: Pick<AgreedCall, 'body'>): unknown {
  const value = readJson({ body });
  if (body.buffer === null || body.bytes === 0) return value;
  if (!isUtf8(body.buffer)) throw invalid('เนื้อหาไม่ใช่ UTF-8', 'the content is not UTF-8');
  assertNamesOnce(body.buffer.toString('utf8'));
  return value;
}

/** @param text right JSON. */
function assertNamesOnce(text: string): void {
  const open: Set<string>[] = [];
  for (const [part, colon] of text.matchAll(PARTS)) {
    if (part === '{' || part === '[') open.push(new Set());
    else if (part === '}' || part === ']') open.pop();
    else if (colon !== undefined) {
      const name = (JSON.parse(part.slice(0, -colon.length)) as string).toLowerCase();
      const names = open.at(-1);
      if (names?.has(name)) throw invalid(`ชื่อ “${name.slice(0, 60)}” มีสองครั้งในวัตถุเดียวกัน`, `the name “${name.slice(0, 60)}” stands twice in one object`);
      names?.add(name);
    }
  }
}

const invalid = (th: string, en: string) => exchangeProblem('request-invalid', { detailTh: th, detailEn: en, errors: [{ pointer: '', th, en }] });
