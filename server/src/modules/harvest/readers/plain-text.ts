/** Elements whose content is no text for people. */
const dropped = new Set(['script', 'style', 'iframe', 'object', 'embed', 'noscript', 'template', 'svg', 'math', 'head', 'title']);
const breaking = new Set(['p', 'br', 'div', 'li', 'ul', 'ol', 'tr', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'blockquote', 'section', 'article']);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', copy: '©' };
/** Control characters, byte-order marks, zero-width and direction-turning characters. */
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const LONGEST = 50_000;
const ROUNDS = 3;

/** What a person reads of a text that may hold HTML: no element, no script, entities resolved, white space in order. Never longer than 50,000 characters. */
export function plainText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  let text = String(value).slice(0, LONGEST).toWellFormed();
  // What comes out of entities may be an element again.
  for (let round = 0, before = ''; round < ROUNDS && before !== text; round += 1) {
    before = text;
    text = resolveEntities(withoutElements(text));
  }
  text = withoutElements(text).replace(/\bjavascript:/gi, '').normalize('NFC').replace(unseen, '');
  return text.replace(/\r\n?/g, '\n').replace(/[ \t\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** The same on one line. */
export const plainLine = (value: unknown): string => plainText(value).replace(/\s+/g, ' ');

/** Walks from `<` to `<`: linear, whatever the text. */
function withoutElements(text: string): string {
  let out = '';
  let at = 0;
  for (let open = text.indexOf('<'); open !== -1; open = text.indexOf('<', at)) {
    out += text.slice(at, open);
    at = open + 1;
    if (!/[a-zA-Z/!?]/.test(text[at] ?? '')) { out += '<'; continue; }
    const end = text.startsWith('<!--', open) ? endOf(text, '-->', open) : endOf(text, '>', open);
    if (end === -1) continue;
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9-]*)/.exec(text.slice(open, open + 40))?.[1]?.toLowerCase() ?? '';
    at = end;
    if (breaking.has(name)) out += '\n';
    if (!dropped.has(name) || text[open + 1] === '/' || text[end - 2] === '/') continue;
    const close = new RegExp(`</${name}\\s*>`, 'gi');
    close.lastIndex = end;
    at = close.exec(text) ? close.lastIndex : text.length;
  }
  return out + text.slice(at);
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? -1 : found + mark.length;
}

function resolveEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCodePoint(code);
  });
}

/** An address that may be shown as a link: http, https or ftp; null for anything else, and for user names in it. */
export function webAddress(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '' || text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  return ['http:', 'https:', 'ftp:'].includes(url.protocol) && url.hostname !== '' && url.username === '' && url.password === '' ? url.href : null;
}
