import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { selfSigned, type KeyWithCertificate } from '#kernel/testing/certificate.ts';
import { account, freePort, groupOfAccount, openServerFolder, own, startProgram, type ServerFolder } from '../../testing/server-program.ts';
import type { FoundServer } from '../../testing/servers.ts';

/** A Dovecot of one test file: any user with the one password, each with an empty INBOX as a Maildir. */
export interface TestDovecot {
  readonly port: number;
  /** The port without TLS, where STARTTLS is offered. */
  readonly plainPort: number;
  readonly password: 'secret-word';
  readonly certificate: string;
  stop(): Promise<void>;
}

/** Starts `dovecot` without root on free ports of 127.0.0.1. `tokens`: it takes an OAuth 2.0 token where this address says so (RFC 7662 or a plain answer). */
export async function startDovecot(server: FoundServer, { pair = selfSigned('localhost'), tls = true, tokenInfoUrl }: { pair?: KeyWithCertificate; tls?: boolean; tokenInfoUrl?: string } = {}): Promise<TestDovecot> {
  const place = openServerFolder('dv-');
  const [port, plainPort, log, group] = [await freePort(), await freePort(), join(place.path, 'log'), groupOfAccount()];
  for (const folder of ['run', 'state', 'mail']) { mkdirSync(join(place.path, folder)); own(join(place.path, folder)); }
  const patched = withModulesHere(server, place);
  const oauth = tokenInfoUrl === undefined ? '' : place.write('oauth2.conf', `tokeninfo_url = ${tokenInfoUrl}\nusername_attribute = user\n`);
  const unchained = ['imap-login', 'anvil', 'stats', 'log'].map((name) => `service ${name} {\n  chroot =\n}`);
  const config = place.write('dovecot.conf', [
    `base_dir = ${join(place.path, 'run')}`, `state_dir = ${join(place.path, 'state')}`, `libexec_dir = ${dirname(server.file('imap-login'))}`, `log_path = ${log}`, `instance_name = ${port}`, 'protocols = imap', 'listen = 127.0.0.1',
    `default_internal_user = ${account.name}`, `default_login_user = ${account.name}`, `default_internal_group = ${group}`, 'first_valid_uid = 1', `import_environment = LD_LIBRARY_PATH=${patched.env.LD_LIBRARY_PATH}`,
    `mail_location = maildir:${join(place.path, 'mail')}/%u`, 'maildir_stat_dirs = yes', `auth_mechanisms = plain login${oauth ? ' xoauth2 oauthbearer' : ''}`, 'auth_failure_delay = 0', 'auth_verbose = yes',
    tls ? `ssl = required\nssl_cert = <${place.write('cert.pem', pair.certificate)}\nssl_key = <${place.write('key.pem', pair.key)}` : 'ssl = no\ndisable_plaintext_auth = no',
    ...(oauth ? [`passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${oauth}\n}`] : []),
    'passdb {\n  driver = static\n  args = password={PLAIN}secret-word\n}', `userdb {\n  driver = static\n  args = uid=${account.name} gid=${group} home=${place.path}/mail/%u\n}`,
    `service imap-login {\n  inet_listener imap {\n    port = ${plainPort}\n  }\n  inet_listener imaps {\n    port = ${tls ? port : 0}\n    ssl = yes\n  }\n  service_count = 0\n}`,
    ...unchained, 'service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}', 'service auth-worker {\n  user =\n}', 'namespace inbox {\n  inbox = yes\n  separator = /\n}', '',
  ].join('\n'));
  const { stop } = await startProgram(patched, [server.file('doveconf'), '-f', 'service=master', '-c', config, '-m', 'master', '-e', server.file('dovecot'), '-F', '-c', config], { port: plainPort, log });
  return { port, plainPort, password: 'secret-word', certificate: pair.certificate, stop: async () => { await stop(); place.remove(); } };
}

/** Where Debian's library looks for its modules, whatever the settings say. */
const MODULES = Buffer.from('/usr/lib/dovecot/modules\0');

/** The server with a copy of its library that looks for modules where they were unpacked: the place stands in the library as a text, and another no longer than it takes its room. */
function withModulesHere(server: FoundServer, place: ServerFolder): FoundServer {
  const here = Buffer.alloc(MODULES.length);
  const link = join(place.path, 'm');
  if (here.write(link) < link.length || link.length >= MODULES.length) throw new RangeError(`${link} is longer than the place of Dovecot's modules`);
  const library = readFileSync(server.file('libdovecot.so.0'));
  for (let at = library.indexOf(MODULES); at >= 0; at = library.indexOf(MODULES, at + 1)) here.copy(library, at);
  symlinkSync(join(server.root, 'usr/lib/dovecot/modules'), link);
  mkdirSync(join(place.path, 'lib'));
  own(join(place.path, 'lib'));
  place.write('lib/libdovecot.so.0', library);
  return { ...server, env: { ...server.env, LD_LIBRARY_PATH: [join(place.path, 'lib'), join(link, 'old-stats'), server.env.LD_LIBRARY_PATH].join(':') } };
}
