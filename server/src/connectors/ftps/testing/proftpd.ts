import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned, type KeyWithCertificate } from '#kernel/testing/certificate.ts';
import { account, freePort, groupOfAccount, openServerFolder, own, startProgram } from '../../testing/server-program.ts';
import type { FoundServer } from '../../testing/servers.ts';

/** A ProFTPD of one test file: one user, whose home is `folder`. */
export interface TestProftpd { readonly port: number; readonly user: 'saphan'; readonly password: 'secret word'; readonly certificate: string; readonly folder: string; stop(): Promise<void> }

/** crypt(3) of `secret word`. */
const HASH = '$6$saphan$IBWp38eZdGBXVosfdLYfkeGQwS5ABfyQhV2TlX0cSP5I66e0AhuRD5lO2d6Z/OboWpFCvMdyTh6.uUMODPxrD.';

/** Starts `proftpd` without root on a free port of 127.0.0.1. `settings` are further lines of its configuration. */
export async function startProftpd(server: FoundServer, { settings = [], tls = true, pair = selfSigned('localhost') }: { settings?: readonly string[]; tls?: boolean; pair?: KeyWithCertificate } = {}): Promise<TestProftpd> {
  const place = openServerFolder('saphan-proftpd-');
  const [port, folder, log] = [await freePort(), join(place.path, 'data'), join(place.path, 'log')];
  mkdirSync(folder);
  own(folder);
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, ...account.ids };
  const config = place.write('proftpd.conf', [
    `ModulePath ${join(server.root, 'usr/lib/proftpd')}`, ...(tls ? ['LoadModule mod_tls.c'] : []), 'ServerType standalone', 'DefaultAddress 127.0.0.1', 'SocketBindTight on', `Port ${port}`, 'UseIPv6 off', 'UseReverseDNS off',
    `User ${account.name}`, `Group ${groupOfAccount()}`, 'ControlsEngine off', `PidFile ${join(place.path, 'pid')}`, `ScoreboardFile ${join(place.path, 'board')}`, `SystemLog ${log}`, `DelayTable none`, 'WtmpLog off', 'TransferLog none', 'AuthOrder mod_auth_file.c', 'AuthPAM off',
    `AuthUserFile ${place.write('passwd', `saphan:${HASH}:${uid}:${gid}::${folder}:/bin/false\n`)}`, `AuthGroupFile ${place.write('group', `saphan:x:${gid}:\n`)}`, 'RequireValidShell off', 'MaxInstances 30',
    ...(tls ? ['TLSEngine on', 'TLSRequired on', `TLSECCertificateFile ${place.write('cert.pem', pair.certificate)}`, `TLSECCertificateKeyFile ${place.write('key.pem', pair.key)}`] : []), ...settings, '',
  ].join('\n'));
  const { stop } = await startProgram(server, [server.file('proftpd'), '--nodaemon', '--config', config], { port, log });
  return { port, user: 'saphan', password: 'secret word', certificate: pair.certificate, folder, stop: async () => { await stop(); place.remove(); } };
}
