import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#kernel/config.ts';
import { readDiskSpace } from './disk-space.ts';
import { StartProblem } from './exit.ts';

const BYTES_PER_MB = 1024 * 1024;

/**
 * Makes the data folder and shows that it can be written and that the disk has room.
 *
 * @throws {StartProblem} `data-not-writable` or `disk-full`.
 */
export function prepareDataDir(config: Config): void {
  try {
    mkdirSync(join(config.dataDir, 'logs'), { recursive: true, mode: 0o700 });
    // As root, PostgreSQL runs as another user and must be able to pass through to its own folder.
    if (process.getuid?.() === 0) chmodSync(config.dataDir, 0o711);
    const probe = join(config.dataDir, `.write-probe-${process.pid}`);
    writeFileSync(probe, 'x');
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(config, 0);
    throw new StartProblem('data-not-writable',
      `เขียนลงโฟลเดอร์ข้อมูล ${config.dataDir} ไม่ได้ (${code}) — แก้สิทธิ์ หรือตั้ง SAPHAN_DATA_DIR เป็นโฟลเดอร์อื่น`,
      `The data folder ${config.dataDir} cannot be written (${code}); mend its permissions, or set SAPHAN_DATA_DIR to another folder.`);
  }
  const freeMb = Math.floor(readDiskSpace(config.dataDir).freeBytes / BYTES_PER_MB);
  if (freeMb < config.minFreeDiskMb) throw diskFull(config, freeMb);
}

function diskFull(config: Config, freeMb: number): StartProblem {
  return new StartProblem('disk-full',
    `ดิสก์ของ ${config.dataDir} เหลือ ${freeMb} MB ต่ำกว่าที่ต้องมี ${config.minFreeDiskMb} MB — ลบแฟ้มที่ไม่ใช้ หรือปรับ SAPHAN_MIN_FREE_DISK_MB`,
    `The disk of ${config.dataDir} has ${freeMb} MB left, less than the ${config.minFreeDiskMb} MB Saphan needs; free some space or change SAPHAN_MIN_FREE_DISK_MB.`);
}
