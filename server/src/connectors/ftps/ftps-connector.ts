import { Type, type Static } from 'typebox';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { Connector, FetchContext } from '#modules/linkage/index.ts';
import { chooseFile } from '../files/choose-file.ts';
import { fetchChosen, type Patience } from '../files/fetch-chosen.ts';
import { caSetting, choiceOf, fileChoice, hostSetting, passwordSetting, portSetting, userSetting } from '../files/settings.ts';
import { trySteps } from '../test-steps.ts';
import { connect } from './connect.ts';
import { openFtpsFolder } from './ftps-folder.ts';

const configSchema = Type.Object({ host: hostSetting, port: portSetting(21), user: userSetting, password: passwordSetting, ca: caSetting, ...fileChoice }, { additionalProperties: false });
export type FtpsConfig = Static<typeof configSchema>;

export interface FtpsOptions extends Patience { rules: HostRules }

/** Fetches a file from a folder of an FTP server, under TLS only. */
export function openFtpsConnector({ rules, ...patience }: FtpsOptions): Connector<FtpsConfig> {
  const dial = async (config: FtpsConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>) => {
    const { host, port = 21, user, ca } = config;
    return openFtpsFolder(await connect({ host, port, user, password: ctx.openSecret(config.password), ca }, rules, ctx.signal), config.folder);
  };
  return {
    kind: 'ftps',
    title: { th: 'ไฟล์บนเครื่อง FTPS', en: 'File on an FTPS server' },
    preparation,
    configSchema,
    secretFields: ['password'],
    secretsGoTo: ({ host, port, user, ca }) => JSON.stringify([host, port ?? 21, user, ca ?? '']),
    describe: ({ host, port, folder, pattern }) => `ftps://${host}:${port ?? 21}/${(folder ?? '').replace(/^\//, '')} (${pattern ?? '*'})`,
    test: (config, ctx) => trySteps([
      { th: 'หาเครื่อง', en: 'Find the host', run: async () => { await checkHost(config.host, rules); } },
      { th: 'เข้าสู่ระบบแบบเข้ารหัส แล้วหาไฟล์', en: 'Sign in under TLS and find the file', run: async () => {
        const server = await dial(config, ctx);
        const file = await chooseFile(server, choiceOf(config), undefined).finally(() => server.close());
        return file ? { th: `${file.name} ${file.bytes} ไบต์`, en: `${file.name}, ${file.bytes} bytes` } : undefined;
      } },
    ]),
    fetch: async (config, ctx) => fetchChosen(() => dial(config, ctx), choiceOf(config), ctx, patience),
  };
}

/** Least rights, in the words of ProFTPD. */
const preparation = {
  th: 'ให้ผู้ดูแลเครื่องเปิด FTP ที่เข้ารหัส (explicit TLS) ทั้งคำสั่งและไฟล์ ด้วยใบรับรองที่ตรวจได้ และสร้างผู้ใช้ที่เห็นเฉพาะโฟลเดอร์ที่ส่งข้อมูลและเขียนไม่ได้ เปิดพอร์ตไฟล์ไว้ช่วงหนึ่ง ถ้าเลือกได้ ใช้ SFTP แทน เขียนไฟล์เป็นชื่อ .part ก่อนแล้วค่อยเปลี่ยนชื่อ',
  en: 'Have the administrator offer FTP under explicit TLS, for commands and files, with a certificate that can be verified, and a user who sees the folder of the data only and may not write; a range of ports for files is opened. SFTP is better where there is a choice. Files are best written as .part and renamed when done.',
  commands: '# /etc/proftpd/conf.d/saphan.conf\n<IfModule mod_tls.c>\n  TLSEngine on\n  TLSRequired on\n  TLSProtocol TLSv1.2 TLSv1.3\n  TLSRSACertificateFile /etc/ssl/certs/ftp.pem\n  TLSRSACertificateKeyFile /etc/ssl/private/ftp.key\n</IfModule>\nDefaultRoot /srv/saphan saphan\nPassivePorts 50000 50100\n<Directory /srv/saphan>\n  <Limit WRITE>\n    DenyAll\n  </Limit>\n</Directory>',
};
