import { Type, type Static } from 'typebox';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { Connector, FetchContext } from '#modules/linkage/index.ts';
import { chooseFile } from '../files/choose-file.ts';
import { fetchChosen, type Patience } from '../files/fetch-chosen.ts';
import { fileServerProblem } from '../files/problems.ts';
import { choiceOf, fileChoice, hostSetting, passwordSetting, portSetting, userSetting } from '../files/settings.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { connect, findHostKey, type SftpAddress } from './connect.ts';
import { openSftpFolder } from './sftp-folder.ts';

const address = {
  host: hostSetting,
  port: portSetting(22),
  hostKey: Type.Optional(said({
    th: 'ลายนิ้วมือของกุญแจเครื่อง', en: 'Fingerprint of the host key',
    hintTh: 'ขึ้นต้นด้วย SHA256: กดทดสอบเพื่อดูลายนิ้วมือที่พบ แล้วเทียบกับผู้ดูแลเครื่อง ใส่ได้หลายค่าคั่นด้วยช่องว่าง', hintEn: 'Begins with SHA256:. Test the connection to see the one that is found, and compare it with the administrator of the host. Several are parted by spaces.',
  }, Type.String({ maxLength: 500, pattern: '^\\s*SHA256:[A-Za-z0-9+/]{43}=?(\\s+SHA256:[A-Za-z0-9+/]{43}=?)*\\s*$' }))),
  user: userSetting,
};
const configSchema = said({ th: 'เข้าสู่ระบบด้วย', en: 'Sign in by' }, Type.Union([
  said({ th: 'กุญแจ', en: 'a key' }, Type.Object({
    ...address,
    privateKey: said({ th: 'กุญแจส่วนตัว', en: 'Private key', hintTh: 'แบบ OpenSSH หรือ PEM เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'OpenSSH or PEM. Kept sealed, never shown again.', input: 'code' }, Type.String({ maxLength: 30_000 })),
    passphrase: Type.Optional(said({ th: 'รหัสของกุญแจ', en: 'Passphrase of the key', hintTh: 'เว้นว่างถ้ากุญแจไม่มีรหัส', hintEn: 'Leave empty if the key has none.' }, Type.String({ maxLength: 8192 }))),
    ...fileChoice,
  }, { additionalProperties: false })),
  said({ th: 'รหัสผ่าน', en: 'a password' }, Type.Object({ ...address, password: passwordSetting, ...fileChoice }, { additionalProperties: false })),
]));
export type SftpConfig = Static<typeof configSchema>;

export interface SftpOptions extends Patience { rules: HostRules }
type Asking = Pick<FetchContext, 'openSecret' | 'signal'>;

/** Fetches a file from a folder of an SFTP server whose key is known. */
export function openSftpConnector({ rules, ...patience }: SftpOptions): Connector<SftpConfig> {
  const dial = async (config: SftpConfig, ctx: Asking) => openSftpFolder(await connect(addressOf(config, ctx), rules, ctx.signal), config.folder);
  return {
    kind: 'sftp',
    title: { th: 'ไฟล์บนเครื่อง SFTP', en: 'File on an SFTP server' },
    preparation,
    configSchema,
    secretFields: ['privateKey', 'passphrase', 'password'] as never,
    secretsGoTo: ({ host, port, user, hostKey }) => JSON.stringify([host, port ?? 22, user, hostKey ?? '']),
    describe: ({ host, port, folder, pattern }) => `sftp://${host}:${port ?? 22}/${(folder ?? '').replace(/^\//, '')} (${pattern ?? '*'})`,
    test: (config, ctx) => trySteps([
      { th: 'หาเครื่อง', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
      { th: 'เทียบลายนิ้วมือของกุญแจเครื่อง', en: 'Compare the fingerprint of the host key', run: () => compareKey(config, ctx, rules) },
      { th: 'เข้าสู่ระบบ แล้วหาไฟล์', en: 'Sign in and find the file', run: async () => {
        const server = await dial(config, ctx);
        const file = await chooseFile(server, choiceOf(config), undefined).finally(() => server.close());
        return file ? { th: `${file.name} ${file.bytes} ไบต์`, en: `${file.name}, ${file.bytes} bytes` } : undefined;
      } },
    ]),
    fetch: async (config, ctx) => fetchChosen(() => dial(config, ctx), choiceOf(config), ctx, patience),
  };
}

async function compareKey(config: SftpConfig, ctx: Asking, rules: HostRules): Promise<{ th: string; en: string }> {
  const found = await findHostKey(addressOf(config, ctx), rules, ctx.signal);
  const seen = { th: `พบ ${found.fingerprint} (${found.kind})`, en: `found ${found.fingerprint} (${found.kind})` };
  const known = hostKeysOf(config);
  if (known.includes(found.fingerprint)) return seen;
  const name = known.length === 0 ? 'host-key-unknown' : 'host-key-differs';
  throw fileServerProblem(name, { detailTh: `${seen.th} ${known.length === 0 ? 'ยังไม่ได้ตั้งไว้ ให้เทียบกับผู้ดูแลเครื่องแล้วใส่ในค่าตั้ง' : 'ไม่ตรงกับที่ตั้งไว้'}`, detailEn: `${seen.en}, ${known.length === 0 ? 'none is set: compare it with the administrator of the host, then put it into the settings' : 'another than the one that is set'}` });
}

function addressOf(config: SftpConfig, ctx: Pick<FetchContext, 'openSecret'>): SftpAddress {
  const login = 'password' in config ? { password: ctx.openSecret(config.password) } : { privateKey: ctx.openSecret(config.privateKey), ...(config.passphrase ? { passphrase: ctx.openSecret(config.passphrase) } : {}) };
  return { host: config.host, port: config.port ?? 22, user: config.user, hostKeys: hostKeysOf(config), login };
}

function hostKeysOf({ hostKey }: SftpConfig): string[] {
  return (hostKey ?? '').split(/\s+/).filter((each) => each !== '').map((each) => each.replace(/=$/, ''));
}

/** Least rights: a user that may do nothing but SFTP, sees one folder only, and may not write in it. */
const preparation = {
  th: 'ให้ผู้ดูแลเครื่องสร้างผู้ใช้ที่ใช้ SFTP ได้อย่างเดียว เห็นเฉพาะโฟลเดอร์ที่ส่งข้อมูล และเขียนไม่ได้ ใช้กุญแจแทนรหัสผ่าน และส่งลายนิ้วมือของกุญแจเครื่องมาทางอื่น เช่น โทรศัพท์ เขียนไฟล์เป็นชื่อ .part ก่อนแล้วค่อยเปลี่ยนชื่อ',
  en: 'Have the administrator make a user that may do nothing but SFTP, sees the folder of the data only and may not write; a key instead of a password; and the fingerprint of the host key told on another way, for example by telephone. Files are best written as .part and renamed when done.',
  commands: [
    'useradd --system --home-dir / --shell /usr/sbin/nologin saphan',
    'install -d -o root -g root -m 755 /srv/saphan /srv/saphan/data',
    'install -d -o root -g root -m 755 /etc/ssh/keys',
    "echo 'ssh-ed25519 AAAA… saphan' > /etc/ssh/keys/saphan",
    'cat >> /etc/ssh/sshd_config <<END\nMatch User saphan\n  ChrootDirectory /srv/saphan\n  ForceCommand internal-sftp -R\n  AuthorizedKeysFile /etc/ssh/keys/%u\n  PasswordAuthentication no\n  AllowTcpForwarding no\n  X11Forwarding no\nEND',
    'systemctl reload ssh',
    'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
  ].join('\n'),
};
