import { createHash } from 'node:crypto';
import type { AnyAuthMethod, Client, ConnectConfig, ParsedKey, SFTPWrapper } from 'ssh2';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';
import { fileServerProblem } from '../files/problems.ts';
import { connectorProblem } from '../problems.ts';

/** Where, as whom, and by which key the host is known. Secrets are in clear text. */
export interface SftpAddress {
  host: string;
  port: number;
  user: string;
  /** Fingerprints, as `ssh-keygen -l` shows them, of keys the host may show; without any nobody signs in. */
  hostKeys: readonly string[];
  login: { password: string } | { privateKey: string; passphrase?: string };
}

export interface SftpLine { sftp: SFTPWrapper; end(): void; /** Breaks when the connection does. */ broken: Promise<never> }

/** Nothing with SHA-1, CBC or keys shorter than 2,048 bits of RSA is agreed to (RFC 9142, RFC 8332). */
const algorithms: ConnectConfig['algorithms'] = {
  kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org', 'ecdh-sha2-nistp256', 'ecdh-sha2-nistp384', 'ecdh-sha2-nistp521', 'diffie-hellman-group-exchange-sha256', 'diffie-hellman-group16-sha512', 'diffie-hellman-group18-sha512', 'diffie-hellman-group14-sha256'],
  serverHostKey: ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-512', 'rsa-sha2-256'],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
};

const CONNECT_MS = 20_000;

/** The fingerprint of a host key, as `ssh-keygen -l` and OpenSSH show it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/**
 * The key that a host shows, without signing in.
 * @returns its fingerprint and its kind, e.g. `ssh-ed25519`.
 */
export async function findHostKey(address: SftpAddress, rules: HostRules, signal: AbortSignal): Promise<{ fingerprint: string; kind: string }> {
  let found: Buffer | null = null;
  const error = await dial(address, rules, signal, (key) => { found = key; return false; }).then(({ end }) => { end(); return null; }, (reason: unknown) => reason);
  if (found === null) throw error;
  return { fingerprint: fingerprintOf(found), kind: kindOf(found) };
}

/**
 * Signs in once: one password or one key is tried one time, so that no account is locked by asking.
 * @throws `connectors.host-key-unknown`, `connectors.host-key-differs`, `connectors.sign-in-refused`, `connectors.key-unreadable`, `connectors.cipher-refused`
 *   and those of the network.
 */
export async function connect(address: SftpAddress, rules: HostRules, signal: AbortSignal): Promise<SftpLine> {
  let shown: Buffer | null = null;
  try {
    return await dial(address, rules, signal, (key) => { shown = key; return address.hostKeys.includes(fingerprintOf(key)); });
  } catch (error) {
    if (shown !== null && !address.hostKeys.includes(fingerprintOf(shown))) throw otherKey(address, shown);
    throw error;
  }
}

function otherKey(address: SftpAddress, key: Buffer): Problem {
  const [found, kind] = [fingerprintOf(key), kindOf(key)];
  return fileServerProblem(address.hostKeys.length === 0 ? 'host-key-unknown' : 'host-key-differs', { found, kind, detailTh: `พบ ${found} (${kind})`, detailEn: `Found ${found} (${kind}).` });
}

async function dial(address: SftpAddress, rules: HostRules, signal: AbortSignal, verify: (key: Buffer) => boolean): Promise<SftpLine> {
  const { default: { Client, utils } } = await import('ssh2');
  const key = 'privateKey' in address.login ? readKey(utils.parseKey(address.login.privateKey, address.login.passphrase)) : null;
  const checked = await checkHost(address.host, rules);
  const client = new Client();
  const config: ConnectConfig = {
    host: checked.address, port: address.port, username: address.user, readyTimeout: CONNECT_MS, keepaliveInterval: 15_000, keepaliveCountMax: 4, algorithms,
    hostVerifier: (shown: Buffer) => verify(shown), authHandler: signInOnce(address, key) as never,
  };
  const hangUp = () => client.destroy();
  signal.addEventListener('abort', hangUp, { once: true });
  try {
    await ready(client, config);
    const broken = whenBroken(client);
    return { sftp: await Promise.race([openSftp(client), broken]), end: () => { signal.removeEventListener('abort', hangUp); client.end(); client.destroy(); }, broken };
  } catch (error) {
    signal.removeEventListener('abort', hangUp);
    client.on('error', () => undefined).destroy();
    if (signal.aborted) throw netProblem('stopped', {}, { cause: error });
    throw sshProblem(error, address);
  }
}

function readKey(key: ParsedKey | Error | ParsedKey[]): ParsedKey {
  const first = Array.isArray(key) ? key[0] : key;
  if (first instanceof Error || !first?.isPrivateKey()) throw fileServerProblem('key-unreadable', first instanceof Error ? { detailTh: `โปรแกรมอ่านกุญแจตอบว่า ${first.message}`, detailEn: first.message } : {});
  return first;
}

/** Asks which ways in there are, then tries the one that is set, once. */
function signInOnce({ user, login }: SftpAddress, key: ParsedKey | null): (left: string[] | null, partial: boolean | null, next: (way: AnyAuthMethod | false) => void) => void {
  let tried = false;
  return (left, _partial, next) => {
    if (left === null) return next({ type: 'none', username: user });
    if (tried) return next(false);
    tried = true;
    if (key) return next({ type: 'publickey', username: user, key });
    const password = 'password' in login ? login.password : '';
    if (left.includes('password')) return next({ type: 'password', username: user, password });
    if (!left.includes('keyboard-interactive')) return next(false);
    next({ type: 'keyboard-interactive', username: user, prompt: (_name, _text, _language, prompts, finish) => finish(prompts.map(() => password)) });
  };
}

function ready(client: Client, config: ConnectConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve).once('error', reject).once('close', () => reject(new Error('closed'))).connect(config);
  });
}

function whenBroken(client: Client): Promise<never> {
  const broken = new Promise<never>((_resolve, reject) => {
    const gone = (error?: unknown) => reject(fileServerProblem('source-vanished', {}, { cause: error }));
    client.removeAllListeners('error').on('error', gone).once('close', () => gone()).once('end', () => gone());
  });
  broken.catch(() => undefined); // heard by whoever reads at that time
  return broken;
}

function openSftp(client: Client): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => { client.sftp((error, sftp) => (error ? reject(error) : resolve(sftp))); });
}

function sshProblem(error: unknown, { host, port }: SftpAddress): unknown {
  if (error instanceof Problem) return error;
  const { level = '', message = '', code = '' } = error as { level?: string; message?: string; code?: string };
  const where = { host, port };
  if (level === 'client-authentication') return connectorProblem('sign-in-refused', where, { cause: error });
  if (level === 'client-timeout') return netProblem('timed-out', where, { cause: error });
  if (/no matching|signature verification|Bad DH|too small/i.test(message)) return fileServerProblem('cipher-refused', { ...where, detailTh: `เครื่องต้นทางตอบว่า ${message}`, detailEn: message }, { cause: error });
  return netProblem('host-unreachable', { ...where, detailTh: `ติดต่อ ${host}:${port} ไม่ได้ (${code || message})`, detailEn: `${host}:${port} ${code || message}` }, { cause: error });
}

/** The kind that an SSH key says it is: a length and a name at its beginning (RFC 4253 §6.6). */
function kindOf(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');
}
