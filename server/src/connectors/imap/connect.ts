import { isIP } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem } from '#kernel/problem.ts';
import { fileServerProblem } from '../files/problems.ts';
import { connectorProblem } from '../problems.ts';
import { mailProblem } from './problems.ts';

/** Where and as whom; secrets are in clear text. */
export interface MailAddress {
  host: string;
  port: number;
  /** TLS from the first byte, or after STARTTLS; never without. */
  startTls: boolean;
  ca?: string;
  user: string;
  login: { password: string } | { accessToken: string };
}

/** Bounds of what a server may answer at once, far above the list of a folder or a window of a file. */
const limits = { maxLineLength: 4_000_000, maxLiteralSize: 16_000_000, maxResponseSize: 20_000_000 };

/**
 * Connects to the checked address under TLS, checks the certificate and signs in once.
 * @throws `connectors.sign-in-refused`, `connectors.tls-missing`, `kernel.certificate-refused` and those of the network.
 */
export async function connect({ host, port, startTls, ca, user, login }: MailAddress, rules: HostRules, signal: AbortSignal): Promise<ImapFlow> {
  const checked = await checkHost(host, rules);
  const { ImapFlow } = await import('imapflow'); // at its first use: web processes never need it
  const client = new ImapFlow({
    host: checked.address, port, ...(isIP(host) === 0 ? { servername: host } : {}), secure: !startTls, ...(startTls ? { doSTARTTLS: true } : {}),
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca ? { ca } : {}) },
    auth: { user, ...('password' in login ? { pass: login.password } : { accessToken: login.accessToken }) },
    clientInfo: { name: 'saphan' }, logger: false, disableCompression: true, disableAutoIdle: true, disableAutoEnable: true,
    connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, ...limits,
  });
  client.on('error', () => undefined); // a connection that dies is seen by whoever waits for it
  const hangUp = () => client.close();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    if (signal.aborted) throw netProblem('stopped', {}, { cause: error });
    throw mailError(error, { host, port });
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

interface MailError { code?: string; message?: string; authenticationFailed?: boolean; tlsFailed?: boolean; serverResponseCode?: string; response?: unknown; responseText?: string; mailboxMissing?: boolean }

/** What a server says when it cannot let anybody in for now (RFC 5530 §3). */
const passing = /^(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN)$/;

/** An error of the library as a problem with its retry class. What a server says of a refused sign-in is not repeated: it may hold the token. */
export function mailError(error: unknown, where: { host: string; port: number } | null): unknown {
  if (error instanceof Problem) return error;
  const { code = '', message = '', authenticationFailed, tlsFailed, serverResponseCode = '', responseText, mailboxMissing } = error as MailError;
  const said = (responseText ?? message).slice(0, 300);
  const detail = { ...where, detailTh: `เครื่องจดหมายตอบว่า ${said}`, detailEn: said };
  if (authenticationFailed) return passing.test(serverResponseCode) ? netProblem('answer-unavailable', { ...where, detailTh: `เครื่องจดหมายตอบว่า ${serverResponseCode}`, detailEn: `${serverResponseCode}.` }, { cause: error }) : connectorProblem('sign-in-refused', { ...where }, { cause: error });
  if (isUntrusted(error)) return netProblem('certificate-refused', { ...where, detailTh: code, detailEn: code }, { cause: error });
  if (tlsFailed || /STARTTLS/.test(`${code} ${message}`)) return fileServerProblem('tls-missing', detail, { cause: error });
  if (mailboxMissing || serverResponseCode === 'NONEXISTENT') return mailProblem('mailbox-missing', detail, { cause: error });
  if (code === 'MAX_IMAP_NESTING_REACHED' || code.endsWith('TooLarge')) return mailProblem('mail-too-complex', detail, { cause: error });
  if (code.endsWith('TIMEOUT')) return netProblem('timed-out', { ...where }, { cause: error });
  if (where) return netProblem('host-unreachable', { ...where, detailTh: `ติดต่อ ${where.host}:${where.port} ไม่ได้ (${code || said})`, detailEn: `${where.host}:${where.port} ${code || said}` }, { cause: error });
  return fileServerProblem('source-vanished', detail, { cause: error });
}
