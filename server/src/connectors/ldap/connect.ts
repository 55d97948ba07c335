import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Client, InvalidCredentialsError } from 'ldapts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { directoryProblem } from './problems.ts';

const TIMEOUT_MS = 10_000;
const CONNECT_MS = 5_000;

export interface Address { url: string; certificate: string | null }

/**
 * A connection to a directory that is encrypted before anything is said, to the address that was checked, under the name that its
 * certificate must carry. It is one connection: the library would open a lost one anew, without TLS where StartTLS had made it.
 *
 * @throws `kernel.host-refused`, `connectors.directory-unreachable`.
 */
export async function openConnection({ url, certificate }: Address, rules: HostRules): Promise<Client> {
  const { protocol, hostname, port } = new URL(url);
  const { address } = await checkHost(hostname, rules);
  const tls: ConnectionOptions = { host: hostname, minVersion: 'TLSv1.2', ...(isIP(hostname) === 0 && { servername: hostname }), ...(certificate !== null && { ca: certificate }) };
  const secure = protocol === 'ldaps:';
  const client = new Client({
    url, timeout: TIMEOUT_MS, connectTimeout: CONNECT_MS, strictDN: false,
    createConnection: once(() => connectPlain({ host: address, port: Number(port) || 389 })) as typeof connectPlain,
    createSecureConnection: once((options: unknown) => secure ? connectTls({ ...tls, host: address, port: Number(port) || 636 }) : connectTls({ ...tls, ...(options as ConnectionOptions) })) as typeof connectTls,
  });
  if (secure) return client;
  try {
    await client.startTLS({ ...tls });
    return client;
  } catch (error) {
    await close(client);
    throw directoryProblem('directory-unreachable', {}, { cause: error });
  }
}

function once<A extends unknown[], R>(open: (...given: A) => R): (...given: A) => R {
  let used = false;
  return (...given) => {
    if (used) throw directoryProblem('directory-unreachable', { detailEn: 'the connection was lost', detailTh: 'การเชื่อมต่อขาด' });
    used = true;
    return open(...given);
  };
}

/** Whether a name and password are right. An empty password is never sent: servers take it for no name at all, and say yes (RFC 4513 §5.1.2). */
export async function provesPassword(client: Client, dn: string, password: string): Promise<boolean> {
  if (password === '' || dn === '') return false;
  try {
    await client.bind(dn, password);
    return true;
  } catch (error) {
    if (error instanceof InvalidCredentialsError) return false;
    throw directoryProblem('directory-unreachable', {}, { cause: error });
  }
}

/** Ends a connection, whatever state it is in. */
export async function close(client: Client): Promise<void> {
  await client.unbind().catch(() => undefined);
}
