/** The values of a template's parameters in a path, or null when it does not fit. Segments are compared as they were sent; parameters are decoded. */
export function matchPath(template: string, path: string): Record<string, string> | null {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [at, segment] of wanted.entries()) {
    const sent = given[at] as string;
    if (!segment.startsWith('{')) { if (segment !== sent) return null; continue; }
    if (sent === '') return null;
    try { found[segment.slice(1, -1)] = decodeURIComponent(sent); } catch { return null; }
  }
  return found;
}

/** Of templates that fit one path, the one with its first parameter furthest behind. */
export const moreExact = (a: string, b: string): number => a.replaceAll(/\{[^}]+\}/g, '\u{10ffff}') < b.replaceAll(/\{[^}]+\}/g, '\u{10ffff}') ? -1 : 1;
