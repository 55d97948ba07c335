import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { fingerprintOf } from '../connect.ts';
import { account, freePort, openServerFolder, own, startProgram } from '../../testing/server-program.ts';
import type { FoundServer } from '../../testing/servers.ts';

/** An OpenSSH server of one test file, which gives one user one folder by SFTP, read-only, to a key. */
export interface TestSshd {
  readonly port: number;
  readonly user: string;
  /** Key of the user, in the OpenSSH form. */
  readonly privateKey: string;
  /** Fingerprint of the host key. */
  readonly hostKey: string;
  /** The folder that is served; as `/` of the user it is `folder`. */
  readonly folder: string;
  stop(): Promise<void>;
}

/**
 * Starts `sshd` without root: it lets in the account it runs as, and nobody else. Without PAM it would take an account that has no password, as nobody, for
 * a locked one. `settings` are further lines of its configuration.
 */
export async function startSshd(server: FoundServer, settings: readonly string[] = []): Promise<TestSshd> {
  const place = openServerFolder('saphan-sshd-');
  const { keys: host, port } = { keys: ssh2.utils.generateKeyPairSync('ed25519'), port: await freePort() };
  const user = ssh2.utils.generateKeyPairSync('ed25519');
  const folder = join(place.path, 'data');
  mkdirSync(folder);
  own(folder);
  const log = join(place.path, 'log');
  const config = place.write('sshd_config', [
    'ListenAddress 127.0.0.1', `Port ${port}`, `HostKey ${place.write('host_key', host.private)}`, `AuthorizedKeysFile ${place.write('authorized_keys', `${user.public}\n`)}`, 'StrictModes no', `UsePAM ${'uid' in account.ids ? 'yes' : 'no'}`,
    'PidFile none', 'PasswordAuthentication no', 'KbdInteractiveAuthentication no', 'Subsystem sftp internal-sftp', 'ForceCommand internal-sftp -R', 'MaxStartups 100', ...settings, '',
  ].join('\n'));
  const { stop } = await startProgram(server, [server.file('sshd'), '-D', '-f', config, '-E', log], { port, log });
  const parsed = ssh2.utils.parseKey(host.public) as ssh2.ParsedKey;
  return { port, user: account.name, privateKey: user.private, hostKey: fingerprintOf(parsed.getPublicSSH()), folder, stop: async () => { await stop(); place.remove(); } };
}
