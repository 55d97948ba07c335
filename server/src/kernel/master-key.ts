import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigProblem } from './config.ts';

const KEY_BYTES = 32;

/**
 * The 32-byte key from which keys for citizen-id HMACs and stored secrets are derived. Made on first use, mode 0600.
 * Losing it makes earlier HMACs unmatchable, so it belongs in the backup beside the data.
 *
 * @throws {ConfigProblem} `SAPHAN_MASTER_KEY_FILE` when the file holds anything but 32 bytes.
 */
export function readOrCreateMasterKey(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Written aside and linked: two processes that start together end with one key, and never read half of it.
  const draft = `${file}.${process.pid}`;
  try {
    return checkKey(file, readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return checkKey(file, readFileSync(file));
}

function checkKey(file: string, key: Buffer): Buffer {
  if (key.length === KEY_BYTES) return key;
  throw new ConfigProblem('SAPHAN_MASTER_KEY_FILE',
    `แฟ้มกุญแจ ${file} ต้องยาว ${KEY_BYTES} ไบต์ แต่ยาว ${key.length} ไบต์`, `The key file ${file} must hold ${KEY_BYTES} bytes, but it holds ${key.length}.`);
}
