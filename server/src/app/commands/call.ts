import { readFile, writeFile } from 'node:fs/promises';
import type { Answer, CallOptions, SaphanClient } from '@saphan/client';
import type { CommandEntry } from '../command-entry.ts';
import { readKeyFile } from '../client/key-file.ts';
import { findServer } from '../client/server-client.ts';
import { exitCodes, StartProblem } from '../exit.ts';
import { sayProblem } from '../terminal.ts';
import type { Config } from '#kernel/config.ts';

type Options = Record<string, any>;

/** A setting of the command line, or of the environment, so that a program's secrets and names need not be typed. */
function settingOf(options: Options, name: string, variable: string): string {
  const value = options[name] ?? process.env[variable];
  if (typeof value !== 'string' || value === '') throw new StartProblem('usage', `ต้องระบุ --${name} หรือ ${variable}`, `Say --${name} or set ${variable}.`);
  return value;
}

export const callCommand: CommandEntry = {
  name: 'call', th: 'เรียกบริการข้อมูลของหน่วยงานอื่นผ่านเกตเวย์ พร้อมลงลายมือชื่อ', en: 'call a data service of another agency, signed',
  declare: (command) => {
    command.argument('<service>', 'บริการ · service').argument('[path]', 'เส้นทางและคำถาม · path and query', '/')
      .option('--agreement <number>', 'ข้อตกลง SA-… (SAPHAN_AGREEMENT) · sharing agreement').option('--purpose <code>', 'วัตถุประสงค์ของข้อตกลง (SAPHAN_PURPOSE) · purpose of the agreement')
      .option('--system <path>', 'ระบบผู้เรียก TH/GOV/… (SAPHAN_SYSTEM) · calling system').option('--key <file>', 'กุญแจของระบบ PKCS#8 PEM (SAPHAN_KEY_FILE) · key of the system')
      .option('--passphrase-file <file>', 'บรรทัดแรกเป็นรหัสผ่านของกุญแจ (SAPHAN_KEY_PASSPHRASE) · its first line is the passphrase of the key')
      .option('--method <method>', 'วิธีเรียก · method').option('--data <text|@file>', 'เนื้อความ · body').option('--type <type>', 'ชนิดของเนื้อความ · type of the body', 'application/json')
      .option('--case <reference>', 'เลขอ้างอิงของผู้เรียก · own reference').option('--subject <citizen-id>', 'เลขประจำตัวประชาชนของบุคคลที่ถามถึง · citizen id of the person it is about')
      .option('--url <address>', 'ที่อยู่ของสะพาน (SAPHAN_URL) · address of Saphan').option('--client-id <id>', 'ส่งโทเคนของไคลเอนต์นี้ด้วย · send a token of this client too')
      .option('--token-only', 'ส่งโทเคนอย่างเดียว ไม่ลงลายมือชื่อ · send the token alone, unsigned').option('--sandbox', 'ลองด้วยข้อมูลสมมติ ไม่ต้องมีข้อตกลง · try with made-up data, without an agreement')
      .option('--house-key <kid...>', 'รับเฉพาะกุญแจเกตเวย์เหล่านี้ · accept these keys of the house only').option('--receipt <file>', 'เขียนใบรับลงไฟล์ · write the receipt to a file');
  },
  run: async ({ config, args, options }) => {
    const { ClientFault, ExchangeRefused } = await import('@saphan/client');
    try {
      const status = await (options['sandbox'] ? trySandbox : callService)(config, args[0] as string, args[1] ?? '/', options);
      return status < 400 ? 0 : exitCodes.failed;
    } catch (error) {
      if (error instanceof ClientFault) sayProblem({ th: error.th, en: error.en });
      else if (error instanceof ExchangeRefused) sayRefusal(error);
      else throw error;
      return exitCodes.failed;
    }
  },
};

async function clientOf(config: Config, options: Options, agreement: string | undefined): Promise<SaphanClient> {
  const { SaphanClient } = await import('@saphan/client');
  const baseUrl = options['url'] ?? findServer(config);
  if (!baseUrl) throw new StartProblem('no-server', 'ต้องระบุ --url หรือ SAPHAN_URL', 'Say --url or set SAPHAN_URL.');
  if (options['tokenOnly'] && !options['clientId']) throw new StartProblem('usage', '--token-only ต้องใช้กับ --client-id', '--token-only needs --client-id.');
  return new SaphanClient({
    baseUrl, system: settingOf(options, 'system', 'SAPHAN_SYSTEM'), agreement, key: await readKeyFile(settingOf(options, 'key', 'SAPHAN_KEY_FILE'), options['passphraseFile']),
    ...options['houseKey'] && { houseKeys: options['houseKey'] }, ...options['clientId'] && { clientId: options['clientId'], sign: !options['tokenOnly'] },
  });
}

async function requestOf(options: Options): Promise<Omit<CallOptions, 'purpose'>> {
  const data: string | undefined = options['data'];
  const body = data === undefined || data === '' ? undefined : data.startsWith('@') ? await readBytes(data.slice(1)) : new TextEncoder().encode(data);
  return {
    method: (options['method']?.toUpperCase() ?? (body ? 'POST' : 'GET')) as CallOptions['method'], body,
    ...options['case'] && { caseRef: options['case'] }, ...options['subject'] && { subject: options['subject'] }, ...body && { headers: { 'content-type': options['type'] } },
  };
}

async function callService(config: Config, service: string, path: string, options: Options): Promise<number> {
  const client = await clientOf(config, options, settingOf(options, 'agreement', 'SAPHAN_AGREEMENT'));
  const answer = await client.call(service, path, { ...await requestOf(options), purpose: settingOf(options, 'purpose', 'SAPHAN_PURPOSE') });
  process.stdout.write(answer.bytes);
  process.stderr.write(`\n✓ ${answer.status} · exchange-id ${answer.exchangeId} · assurance ${answer.assurance} · provider signature: ${answer.provider}\n`);
  if (options['receipt']) await keepReceipt(answer, options['receipt']);
  return answer.status;
}

async function trySandbox(config: Config, service: string, path: string, options: Options): Promise<number> {
  const { status, bytes, signature } = await (await clientOf(config, options, options['agreement'])).tryOut(service, path, { ...await requestOf(options), ...options['purpose'] && { purpose: options['purpose'] } });
  process.stdout.write(bytes);
  process.stderr.write(`\n${status < 400 ? '✓' : '✗'} ${status} · ข้อมูลสมมติจากสนามลอง · made-up data of the sandbox\n`);
  process.stderr.write(signature.ok ? '✓ ลายมือชื่อถูกต้อง · the signature is right\n' : `✗ ลายมือชื่อ: ${signature.th || 'สนามลองไม่ได้ตรวจ'} · signature: ${signature.en || 'was not looked at'}\n`);
  return signature.ok ? status : 400;
}

async function keepReceipt(answer: Answer, file: string): Promise<void> {
  await writeFile(file, await answer.receipt());
  process.stderr.write(`✓ ใบรับ ${file} — ตรวจด้วย saphan verify receipt ${file}\n  Receipt ${file} — verify it with saphan verify receipt ${file}\n`);
}

function sayRefusal({ problem, status, origin, exchangeId }: { problem: Options; status: number; origin: string; exchangeId: string | null }): void {
  const who = { consumer: ['คำขอของท่าน', 'your request'], hub: ['ศูนย์แลกเปลี่ยน', 'the exchange'], provider: ['ผู้ให้ข้อมูล', 'the provider'], network: ['เครือข่าย', 'the network'] }[origin] ?? [origin, origin];
  sayProblem({
    th: `${problem['titleTh'] ?? problem['title'] ?? status} (${status}, ${who[0]})${problem['nextTh'] ? ` — ${problem['nextTh']}` : ''}`, en: `${problem['titleEn'] ?? problem['title'] ?? status} (${status}, ${who[1]})${problem['nextEn'] ? ` — ${problem['nextEn']}` : ''}`,
    evidence: [problem['detailEn'] ?? problem['detail'], exchangeId && `exchange-id ${exchangeId}`].filter(Boolean).join('\n'),
  });
}

const readBytes = (file: string) => readFile(file).catch(() => { throw new StartProblem('usage', `อ่านไฟล์ ${file} ไม่ได้`, `The file ${file} cannot be read.`); });
