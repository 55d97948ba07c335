import { SignatureFault } from './fault.ts';

const PATH = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})*)+$/;
// Visible ASCII but for quote, #, %, <, > and backslash.
const QUERY = /^[\x21\x24\x26-\x3b\x3d\x3f-\x5b\x5d-\x7e]*$/;
const ENCODED = /%([0-9A-Fa-f]{2})/g;
const UNRESERVED = /[A-Za-z0-9._~-]/;
/** Slash, backslash and dot: what some server on the way may take for a step in the path. Control characters end a path for others. */
const STEPS = /%(?:2f|5c|2e|[01][0-9a-f]|7f)/i;
/** Some servers drop what stands behind `;` before they take steps: `/..;/` climbs there. */
const DOTS = /\/\.{1,2}(?:\/|;|%3b|$)/i;
const LONGEST = 8192;

/**
 * Refuses a request target that has a second spelling, so that everybody who reads it reads the same (SPN-EXCHANGE §3). Steps (`//`, `.`, `..`, `%2f`, `%5c`) are
 * looked for in the path, also `..;`; the rules of percent-encoding hold in the query too.
 * @throws {SignatureFault} `target-not-canonical` with what is wrong.
 */
export function assertCanonicalTarget(target: string): void {
  const fault = targetFault(target);
  if (fault !== null) throw new SignatureFault('target-not-canonical', fault);
}

function targetFault(target: string): string | null {
  if (target.length > LONGEST) return 'too long';
  const question = target.indexOf('?');
  const path = question === -1 ? target : target.slice(0, question);
  const query = question === -1 ? '' : target.slice(question + 1);
  if (path.charCodeAt(0) !== 47) return 'does not begin with /';
  if (target.includes('\\')) return 'backslash';
  if (target.includes('#')) return 'fragment';
  if (path.includes('//')) return '//';
  if (DOTS.test(path)) return 'dot segment';
  if (target.includes('%')) {
    if (STEPS.test(path)) return 'encoded step';
    const wrong = encodingFault(target);
    if (wrong !== null) return wrong;
  }
  if (!PATH.test(path)) return 'character in the path';
  return QUERY.test(query.replaceAll(ENCODED, '')) ? null : 'character in the query';
}

function encodingFault(target: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(target)) return 'broken percent-encoding';
  for (const [all, hex = ''] of target.matchAll(ENCODED)) {
    if (hex !== hex.toUpperCase()) return `${all} in lower case`;
    if (UNRESERVED.test(String.fromCharCode(parseInt(hex, 16)))) return `${all} needs no encoding`;
  }
  return null;
}
