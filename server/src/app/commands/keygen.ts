import { open } from 'node:fs/promises';
import type { CommandEntry } from '../command-entry.ts';
import { lockKey, passphraseOf, readKeyFile } from '../client/key-file.ts';
import { StartProblem } from '../exit.ts';
import { say } from '../terminal.ts';

const ALGORITHMS = ['ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512'] as const;
const KINDS: Record<string, (typeof ALGORITHMS)[number]> = { ed25519: 'ed25519', ec: 'ecdsa-p256-sha256', rsa: 'rsa-pss-sha512' };
type Options = Record<string, string | undefined>;

/** `saphan keygen`: makes a key of a system, and shows the house that one holds it. */
export const keygenCommand: CommandEntry = {
  name: 'keygen', th: 'สร้างกุญแจของระบบ หรือลงลายมือชื่อข้อความท้าทายจากหน้าระบบ กุญแจส่วนตัวอยู่ในไฟล์ของท่านเท่านั้น', en: 'make a key of a system, or sign the challenge of its page; the private half stays in your file',
  declare: (command) => {
    command.option('--out <file>', 'ไฟล์กุญแจส่วนตัวที่จะสร้าง · file of the private key to make').option('--algorithm <name>', `${ALGORITHMS.join(', ')} (หรือ ed25519, ec, rsa)`, 'ed25519')
      .option('--challenge <text>', 'ลงลายมือชื่อข้อความท้าทายด้วย --key · sign this challenge with --key').option('--key <file>', 'ไฟล์กุญแจที่มีอยู่ (SAPHAN_KEY_FILE) · a key that is there')
      .option('--passphrase-file <file>', 'บรรทัดแรกเป็นรหัสผ่านของกุญแจ (SAPHAN_KEY_PASSPHRASE) · its first line is the passphrase of the key');
  },
  run: async ({ options }) => {
    const asked = options as Options;
    if ((asked['challenge'] === undefined) === (asked['out'] === undefined)) throw new StartProblem('usage', 'ระบุ --out เพื่อสร้างกุญแจ หรือ --challenge พร้อม --key เพื่อลงลายมือชื่อ', 'Say --out to make a key, or --challenge with --key to sign.');
    return asked['challenge'] === undefined ? make(asked) : prove(asked);
  },
};

async function make({ out = '', algorithm = '', passphraseFile }: Options): Promise<number> {
  const kind = KINDS[algorithm] ?? ALGORITHMS.find((each) => each === algorithm);
  if (kind === undefined) throw new StartProblem('usage', `ไม่รู้จักชนิดกุญแจ ${algorithm}`, `There is no kind of key ${algorithm}.`);
  const passphrase = await passphraseOf(passphraseFile);
  const { makeSystemKey } = await import('@saphan/client');
  const { privatePem, key } = await makeSystemKey(kind);
  await writeNew(out, passphrase === null ? privatePem : lockKey(privatePem, passphrase));
  process.stdout.write(key.publicPem);
  say(`รหัสกุญแจ ${key.kid} — นำกุญแจสาธารณะข้างบนไปลงทะเบียนกับระบบของท่าน`, `Key id ${key.kid} — register the public key above with your system.`);
  return 0;
}

/** Only the owner reads it, from its first byte; what is there is never overwritten. */
async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new StartProblem('usage', `มีไฟล์ ${file} อยู่แล้ว ไม่เขียนทับ`, `The file ${file} exists and is not overwritten.`);
    throw new StartProblem('usage', `เขียนไฟล์ ${file} ไม่ได้ (${error.code})`, `The file ${file} cannot be written (${error.code}).`);
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Signs a challenge and nothing else: whoever pastes what somebody sent them signs no request with it. */
async function prove({ challenge = '', key: keyFile = process.env['SAPHAN_KEY_FILE'], passphraseFile }: Options): Promise<number> {
  if (!keyFile) throw new StartProblem('usage', 'ต้องระบุ --key หรือ SAPHAN_KEY_FILE', 'Say --key or set SAPHAN_KEY_FILE.');
  const [kind, path = '', kid, nonce = '', ...more] = challenge.trim().split(/\s+/);
  if (kind !== 'saphan-key-proof/v1' || !/^TH\/GOV\/[a-z0-9-]+\/[a-z0-9-]+$/.test(path) || !/^[\w-]{16,}$/.test(nonce) || more.length > 0) throw new StartProblem('usage', 'ข้อความนี้ไม่ใช่ข้อความท้าทายจากหน้าระบบ จึงไม่ลงลายมือชื่อ', 'This is not the challenge of a page of systems: nothing was signed.');
  const { readSystemKey } = await import('@saphan/client');
  const pem = await readKeyFile(keyFile, passphraseFile);
  const key = await readSystemKey(pem);
  if (key.kid !== kid) throw new StartProblem('usage', `ข้อความท้าทายเป็นของกุญแจ ${kid} แต่ไฟล์นี้คือกุญแจ ${key.kid}`, `The challenge is for the key ${kid}; this file holds ${key.kid}.`);
  process.stdout.write(`${await key.sign(['saphan-key-proof/v1', path, kid, nonce].join('\n'))}\n`);
  process.stderr.write(`วางลายมือชื่อข้างบนในหน้าระบบ ${path}\nPaste the signature above into the page of ${path}.\n`);
  return 0;
}
