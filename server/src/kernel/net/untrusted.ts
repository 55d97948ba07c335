/** Codes of Node's TLS (X.509 verification, `ERR_TLS_*`, `ERR_SSL_*` of OpenSSL), and its words, which are all that some libraries keep. */
const codes = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|HOSTNAME_MISMATCH|INVALID_CA|ERR_TLS_|ERR_SSL_|EPROTO/;
const words = /SSL routines|\bcertificate\b|\baltnames\b/i;
/** A line that was cut, or that went bad, within TLS. */
const passing = /HANDSHAKE.TIMEOUT|UNEXPECTED.EOF|BAD.RECORD.MAC|DECRYPTION.FAILED/i;
const DEEPEST = 5;

/**
 * Whether the other side could not be trusted, or speaks no TLS that we take: a certificate that is refused now will be refused at the next try, so that a
 * person has to look. A line that was cut while TLS was agreed on is none of that.
 */
export function isUntrusted(error: unknown): boolean {
  const said = chainOf(error, 0);
  return said.some(({ code, message }) => codes.test(code) || words.test(message)) && !said.some(({ code, message }) => passing.test(`${code} ${message}`));
}

/** An error, what caused it, and the first of several. */
function chainOf(error: unknown, depth: number): { code: string; message: string }[] {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return [];
  const { code = '', message = '', cause, errors } = error as { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown[] };
  return [{ code: String(code), message: String(message) }, ...chainOf(cause, depth + 1), ...chainOf(errors?.[0], depth + 1)];
}
