import type { TrustedOperation, TrustedService } from './snapshot.ts';

/** `/x/farmers/people/1?a=b` → slug and the rest. null when it is no address of a service. */
export function splitTarget(target: string, prefix: string): { slug: string; path: string; query: string } | null {
  if (!target.startsWith(`${prefix}/`)) return null;
  const question = target.indexOf('?');
  const path = question === -1 ? target : target.slice(0, question);
  const from = prefix.length + 1;
  const slash = path.indexOf('/', from);
  const slug = slash === -1 ? path.slice(from) : path.slice(from, slash);
  return { slug, path: slash === -1 ? '' : path.slice(slash), query: question === -1 ? '' : target.slice(question) };
}

/** The operation of a method and path. A word of the template goes before a parameter. Paths are canonical by now. */
export function matchOperation(service: TrustedService, method: string, path: string): { operation: TrustedOperation; pathParams: Record<string, string> } | null {
  const segments = path.split('/').slice(1);
  let best: TrustedOperation | null = null;
  for (const operation of service.operations) {
    if (operation.method !== method || operation.parts.length !== segments.length) continue;
    if (!operation.parts.every((part, at) => part === null ? segments[at] !== '' : part === segments[at])) continue;
    if (best === null || isCloser(operation, best)) best = operation;
  }
  return best && { operation: best, pathParams: Object.fromEntries(best.names.flatMap((name, at) => name === '' ? [] : [[name, decode(segments[at] as string)]])) };
}

/** Read from the left, the one with a word where the other has a parameter. */
function isCloser(one: TrustedOperation, other: TrustedOperation): boolean {
  const at = one.parts.findIndex((part, i) => (part === null) !== (other.parts[i] === null));
  return at !== -1 && one.parts[at] !== null;
}

function decode(segment: string): string {
  try { return decodeURIComponent(segment); } catch { return segment; }
}
