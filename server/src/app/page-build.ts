import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { cloneRoot } from '#kernel/config.ts';
import { StartProblem } from './exit.ts';
import { say, sayProblem } from './terminal.ts';

const webDir = join(cloneRoot, 'web');
export const pageDir = join(webDir, 'dist');
const stampFile = join(pageDir, '.built-from');

/**
 * Builds the page when it is missing or older than its sources. A page that is there but cannot be renewed is served as it is.
 *
 * @throws {StartProblem} `page-not-built` with the last lines of the bundler.
 */
export async function buildPage(stop: AbortSignal): Promise<void> {
  if (!existsSync(join(webDir, 'index.html'))) return;
  const sources = hashSources();
  const hasPage = existsSync(join(pageDir, 'index.html'));
  if (hasPage && readStamp() === sources) return;
  say('กำลังสร้างหน้าเว็บ (ครั้งแรกหรือเมื่อมีการแก้ไข)', 'Building the page (once, and after changes).');
  const { code, text } = await runBundler(stop);
  if (stop.aborted) return;
  if (code === 0) return writeFileSync(stampFile, sources);
  const problem = new StartProblem('page-not-built', 'สร้างหน้าเว็บไม่สำเร็จ บรรทัดท้าย ๆ:', 'The page could not be built; the last lines:', text.trim().split('\n').slice(-12).join('\n'));
  if (!hasPage || !existsSync(join(pageDir, 'index.html'))) throw problem;
  sayProblem(problem);
}

function readStamp(): string | null {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
}

/** Names and bytes of everything the bundler reads of ours; the lock file stands for everything it reads of others. */
function hashSources(): string {
  const hash = createHash('sha256').update(process.version);
  const files = [webDir, join(cloneRoot, 'contracts', 'src')].flatMap(listFiles);
  for (const file of [...files, join(cloneRoot, 'package-lock.json')]) {
    if (existsSync(file)) hash.update(`\0${relative(cloneRoot, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1);
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', '.vite'].includes(entry.name) ? [] : listFiles(path);
    return entry.isFile() && !entry.name.endsWith('.test.ts') && !entry.name.endsWith('.test.tsx') ? [path] : [];
  });
}

function runBundler(stop: AbortSignal): Promise<{ code: number | null; text: string }> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: webDir, stdio: ['ignore', 'pipe', 'pipe'], signal: stop, env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.once('error', (error) => resolve({ code: null, text: text + error.message }));
    child.once('close', (code) => resolve({ code, text }));
  });
}
