import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunNews } from './follow-run.ts';
import { linkFile, type LinkOptions } from './link-file.ts';
import { Refused, type ServerClient } from './server-client.ts';
import { answerRefusal, say } from './speak.ts';
import { FileChanged } from './upload.ts';

const POLL_MS = 2_000;
const KNOWN = /\.(csv|tsv|txt|psv|xlsx|json|ndjson|jsonl|parquet)$/i;

/**
 * Links every data file of a folder; with `watch` goes on with files that arrive or change, until the process is stopped.
 * A file is taken once its size and time stood still between two looks, so that half a copy is never linked.
 *
 * @returns exit code: 0 when all were linked, 4 when one was not.
 */
export async function watchFolder(client: ServerClient, folder: string, asked: LinkOptions, watch: boolean, report: (run: RunNews) => void): Promise<number> {
  const seen = new Map<string, string>();
  const linked = new Map<string, string>();
  let code = 0;
  if (watch) say(`เฝ้าโฟลเดอร์ ${folder} อยู่ กด Ctrl-C เพื่อหยุด`, `Watching ${folder}; Ctrl-C stops.`);
  do {
    for (const [name, mark] of listFiles(folder)) {
      const still = seen.get(name) === mark;
      seen.set(name, mark);
      if (!still || linked.get(name) === mark) continue;
      linked.set(name, mark);
      say(`— ${name}`, '');
      code = Math.max(code, await linkOne(client, join(folder, name), asked, report));
    }
    await sleep(POLL_MS);
  } while (watch || [...listFiles(folder)].some(([name, mark]) => linked.get(name) !== mark));
  return code;
}

function listFiles(folder: string): [string, string][] {
  return readdirSync(folder).filter((name) => KNOWN.test(name) && !name.startsWith('.')).sort().flatMap((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() ? [[name, `${found.size}:${found.mtimeMs}`] as [string, string]] : [];
  });
}

/** One file that cannot be linked does not stop the others. */
async function linkOne(client: ServerClient, file: string, asked: LinkOptions, report: (run: RunNews) => void): Promise<number> {
  try {
    const run = await linkFile(client, file, asked);
    report(run);
    return run.state === 'published' || run.state === 'no_change' ? 0 : 4;
  } catch (error) {
    if (error instanceof Refused) { answerRefusal(error, asked.json === true); return 4; }
    if (error instanceof FileChanged) { say(`ไฟล์ ${file} เปลี่ยนระหว่างอ่าน จะลองใหม่เมื่อนิ่ง`, `${error.message}; it will be taken when it stands still.`, process.stderr); return 4; }
    throw error;
  }
}
