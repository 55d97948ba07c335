/**
 * Whether a text that begins a file is JSON, and of which form.
 *
 * @param text the first characters without leading blanks; may end anywhere.
 * @returns `json` for an array or an object that holds one, `ndjson` for objects one after another, null for anything else.
 */
export function sniffJson(text: string): 'json' | 'ndjson' | null {
  const next = text.slice(1).trimStart()[0] ?? '';
  if (text[0] === '[') return next === '' || '{["-0123456789tfn]'.includes(next) && !/^\[[\w\s]*\]\s*[,;\t|]/.test(text) ? 'json' : null;
  if (text[0] !== '{' || !(next === '' || '"}'.includes(next))) return null;
  const { end, hasArray } = firstObject(text);
  if (end < 0) return hasArray || !/\n\{/.test(text) ? 'json' : 'ndjson';
  const after = text.slice(end).trimStart();
  if (after.startsWith('{')) return 'ndjson';
  return hasArray && after === '' ? 'json' : 'ndjson';
}

/** End of the first object (-1 when it lies beyond the text), and whether it holds an array of objects as a property of its own. */
function firstObject(text: string): { end: number; hasArray: boolean } {
  let depth = 0;
  let hasArray = false;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{' || letter === '[') {
      if (letter === '[' && depth === 1 && /^\[\s*[{\]]/.test(text.slice(at, at + 200))) hasArray = true;
      depth += 1;
    } else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return { end: at + 1, hasArray };
    }
  }
  return { end: -1, hasArray };
}
