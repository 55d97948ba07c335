import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** By which name of its certificate a client is known (RFC 8705 §2.1.2). */
export const subjectKinds = ['dn', 'dns', 'uri', 'ip', 'email'] as const;
export type SubjectKind = typeof subjectKinds[number];

/** The client metadata that holds a name of each kind. */
export const subjectProperties = {
  dn: 'tls_client_auth_subject_dn', dns: 'tls_client_auth_san_dns', uri: 'tls_client_auth_san_uri', ip: 'tls_client_auth_san_ip', email: 'tls_client_auth_san_email',
} as const satisfies Record<SubjectKind, string>;

/** How Node names the kinds in `subjectAltName`. */
const PREFIXES: Record<Exclude<SubjectKind, 'dn'>, string> = { dns: 'DNS:', uri: 'URI:', ip: 'IP Address:', email: 'email:' };

/**
 * Whether a certificate has a name. Everything is compared whole: no wildcard of either side means anything.
 *
 * @param property of the client's metadata, e.g. `tls_client_auth_san_dns`.
 */
export function hasSubject(certificate: X509Certificate | undefined, property: string, expected: string): boolean {
  const kind = subjectKinds.find((each) => subjectProperties[each] === property);
  const wanted = kind && normalise(kind, expected);
  if (!certificate || !kind || wanted === null || wanted === undefined) return false;
  if (kind === 'dn') return normaliseNames(certificate.subject.split('\n').reverse()) === wanted;
  return altNames(certificate.subjectAltName ?? '').some((name) => name.startsWith(PREFIXES[kind]) && normalise(kind, name.slice(PREFIXES[kind].length)) === wanted);
}

/** A name in the one form in which it is compared; null when it is none of its kind. */
export function normalise(kind: SubjectKind, text: string): string | null {
  if (kind === 'dn') return text.trim() === '' ? null : normaliseNames(splitOutside(text, ','));
  if (kind === 'uri') return /^[a-z][a-z0-9+.-]*:\S+$/i.test(text) ? text : null;
  if (kind === 'ip') return isIP(text) === 6 ? new URL(`http://[${text}]`).hostname : isIP(text) === 4 ? text : null;
  if (kind === 'dns') return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text) ? text.toLowerCase() : null;
  const at = text.lastIndexOf('@');
  const domain = at > 0 ? domainToASCII(text.slice(at + 1)) : '';
  return domain === '' || /\s/.test(text) ? null : `${text.slice(0, at)}@${domain}`;
}

/** Names after Node's commas; one that holds a comma or a quote of its own is written as a JSON string (CVE-2021-44532). */
function altNames(text: string): string[] {
  return [...text.matchAll(/([A-Za-z ]+:)("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)].flatMap(([, prefix = '', value = '']) => {
    if (!value.startsWith('"')) return [prefix + value];
    try { return [prefix + String(JSON.parse(value))]; } catch { return []; }
  });
}

/** Short names of attributes by number, and others that are written for them (RFC 4514 §3, RFC 4519). */
const TYPES: Record<string, string> = {
  '2.5.4.3': 'CN', '2.5.4.5': 'SERIALNUMBER', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', S: 'ST', '2.5.4.9': 'STREET', '2.5.4.10': 'O', '2.5.4.11': 'OU', '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
  '0.9.2342.19200300.100.1.25': 'DC', '0.9.2342.19200300.100.1.1': 'UID', '1.2.840.113549.1.9.1': 'EMAILADDRESS', E: 'EMAILADDRESS',
};

/** Relative names, the most particular first, as one text that two writings of the same name share; null when one is none. */
function normaliseNames(names: readonly string[]): string | null {
  const parts = names.map((name) => {
    const pairs = splitOutside(name, '+').map(normalisePair);
    return pairs.includes(null) ? null : (pairs as string[]).sort();
  });
  return parts.includes(null) ? null : JSON.stringify(parts);
}

function normalisePair(pair: string): string | null {
  const [, type = '', value = ''] = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=(.*)$/s.exec(pair) ?? [];
  if (type === '') return null;
  const said = unescape(value);
  return said === null || said === '' ? null : `${TYPES[type.toUpperCase()] ?? type.toUpperCase()}=${said}`;
}

/** RFC 4514 §2.4: `\,` is a comma, `\E0` a byte of UTF-8; spaces around a value are not part of it unless escaped. */
function unescape(text: string): string | null {
  const bytes: Buffer[] = [];
  const trimmed = text.replace(/^ +/, '').replace(/(?<!\\) +$/, '');
  for (const [piece] of trimmed.matchAll(/(?:\\[0-9A-Fa-f]{2})+|\\[^0-9A-Fa-f]|[^\\]+|\\/gs)) {
    if (piece === '\\') return null;
    bytes.push(/^\\[0-9A-Fa-f]{2}/.test(piece) ? Buffer.from(piece.replaceAll('\\', ''), 'hex') : Buffer.from(piece.startsWith('\\') ? piece.slice(1) : piece));
  }
  try { return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes)); } catch { return null; }
}

/** Splits at a letter that no backslash stands before. */
function splitOutside(text: string, letter: string): string[] {
  const parts = [''];
  for (const [piece] of text.matchAll(/\\.|./gs)) {
    if (piece === letter) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
