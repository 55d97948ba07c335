import { isIP } from 'node:net';
import type { Client } from 'basic-ftp';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { isUntrusted } from '#kernel/net/untrusted.ts';
import { Problem } from '#kernel/problem.ts';
import { fileServerProblem } from '../files/problems.ts';
import { connectorProblem } from '../problems.ts';

/** Where and as whom; the password is in clear text. */
export interface FtpsAddress { host: string; port: number; user: string; password: string; ca?: string }

const TIMEOUT_MS = 30_000;
const LARGEST_LISTING = 50_000_000;

/**
 * Connects to the checked address, turns to TLS before a name or password is said (RFC 4217), checks the certificate, and signs in once. Files and lists
 * come by connections to the same host only, under TLS too.
 * @throws `connectors.tls-missing`, `connectors.sign-in-refused`, `kernel.certificate-refused` and those of the network.
 */
export async function connect({ host, port, user, password, ca }: FtpsAddress, rules: HostRules, signal: AbortSignal): Promise<Client> {
  const { address } = await checkHost(host, rules);
  const { Client } = await import('basic-ftp');
  const client = new Client(TIMEOUT_MS, { allowSeparateTransferHost: false, maxListingBytes: LARGEST_LISTING });
  const hangUp = () => client.close();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    await step('reach', () => client.connect(address, port));
    // The name is checked against the certificate, for lists and files as well; the connection goes to the address.
    await step('tls', () => client.useTLS({ host, minVersion: 'TLSv1.2', ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca ? { ca } : {}) }));
    await client.sendIgnoringError('OPTS UTF8 ON');
    await step('sign in', () => client.login(user, password));
    await step('settle', async () => { await client.useDefaultSettings(); await client.send('PROT P'); });
    return client;
  } catch (error) {
    client.close();
    if (signal.aborted) throw netProblem('stopped', {}, { cause: error });
    throw error;
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
}

type Step = 'reach' | 'tls' | 'sign in' | 'settle' | 'read';

async function step<T>(name: Step, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw ftpProblem(error, name);
  }
}

/** An error of the library as a problem. Codes of answers: RFC 959 §4.2. */
export function ftpProblem(error: unknown, at: Step, path?: string): unknown {
  if (error instanceof Problem) return error;
  const { code, message = '' } = error as { code?: number | string; message?: string };
  const said = { ...(path === undefined ? {} : { path }), detailTh: `เครื่องต้นทางตอบว่า ${message.slice(0, 300)}`, detailEn: message.slice(0, 300) };
  if (typeof code === 'number') {
    if (at === 'tls') return fileServerProblem('tls-missing', said, { cause: error });
    if (at === 'sign in' && code === 530) return connectorProblem('sign-in-refused', said, { cause: error });
    if (/denied|not permitted|permission/i.test(message)) return connectorProblem('path-unreadable', said, { cause: error });
    if (code === 550 || /no such file|not found/i.test(message)) return connectorProblem('path-missing', said, { cause: error });
    if (code === 532) return connectorProblem('path-unreadable', said, { cause: error });
    return fileServerProblem('source-vanished', said, { cause: error });
  }
  if (isUntrusted(error)) return netProblem('certificate-refused', said, { cause: error });
  if (/Maximum bytes exceeded/.test(message)) return fileServerProblem('folder-too-large', said, { cause: error });
  if (/timeout/i.test(message)) return netProblem('timed-out', said, { cause: error });
  return at === 'reach' ? netProblem('host-unreachable', said, { cause: error }) : fileServerProblem('source-vanished', said, { cause: error });
}
