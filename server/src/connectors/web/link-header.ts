/** The address of the link with a relation in a Link header (RFC 8288 §3), as it is written; null when there is none. */
export function linkOf(header: string | undefined, relation: string): string | null {
  let rest = header ?? '';
  for (let link = take(rest); link !== null; link = take(rest)) {
    if (link.relations.includes(relation)) return link.target;
    rest = link.rest;
  }
  return null;
}

const target = /^[\s,]*<([^>]*)>/;
const parameter = /^\s*;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/;

function take(text: string): { target: string; relations: string[]; rest: string } | null {
  const found = target.exec(text);
  if (!found) return null;
  let rest = text.slice(found[0].length);
  let relations: string[] | null = null;
  for (let next = parameter.exec(rest); next; next = parameter.exec(rest)) {
    const [whole, name = '', quoted, plain = ''] = next;
    // The first rel counts (RFC 8288 §3.3).
    if (name.toLowerCase() === 'rel') relations ??= (quoted?.replace(/\\(.)/g, '$1') ?? plain).toLowerCase().split(/\s+/);
    rest = rest.slice(whole.length);
  }
  return { target: found[1] as string, relations: relations ?? [], rest };
}
