/** A part of a mail: its head, unfolded, and its body decoded. */
export interface MimePart { head: string; body: string }

const MOST_PARTS = 40;
const DEEPEST = 4;

/** The value of a head's field, or nothing. */
export const fieldOf = (head: string, name: string): string => new RegExp(`^${name}:[ \\t]*(.{0,1000})`, 'im').exec(head)?.[1]?.trim() ?? '';

/**
 * The parts of a mail that hold no further ones, the mail itself first. Letters inside (`message/rfc822`) are not opened: they are what came back.
 *
 * @param text at most some hundred kilobytes; reading takes a time that grows with its length alone.
 */
export function readParts(text: string): MimePart[] {
  const found: MimePart[] = [];
  open(text, 0, found);
  return found;
}

function open(text: string, depth: number, found: MimePart[]): void {
  const gap = /\r?\n\r?\n/.exec(text);
  const head = (gap ? text.slice(0, gap.index) : text).replace(/\r?\n[ \t]+/g, ' ');
  const body = gap ? text.slice(gap.index + gap[0].length) : '';
  const type = fieldOf(head, 'content-type');
  const boundary = /^multipart\//i.test(type) ? /boundary=(?:"([^"]{1,100})"|([^\s;]{1,100}))/i.exec(type) : null;
  if (depth === 0 || !boundary) found.push({ head, body: boundary ? '' : decoded(body, fieldOf(head, 'content-transfer-encoding')) });
  if (!boundary || depth >= DEEPEST) return;
  for (const piece of `\n${body}`.split(`\n--${boundary[1] ?? boundary[2]}`).slice(1)) {
    if (found.length >= MOST_PARTS || piece.startsWith('--')) return;
    open(piece.replace(/^[ \t]*\r?\n/, ''), depth + 1, found);
  }
}

function decoded(body: string, encoding: string): string {
  if (/^base64/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (/^quoted-printable/i.test(encoding)) return Buffer.from(body.replace(/=\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))), 'latin1').toString('utf8');
  return body;
}
