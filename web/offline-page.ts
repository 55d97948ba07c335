import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

const folder = join(import.meta.dirname, 'src/pages/verify/offline');

/** Puts the page that verifies receipts beside the others as one file with everything in it: `verify-receipt.html`. It opens from a folder, without any server. */
export function offlinePage(): Plugin {
  return {
    name: 'saphan-offline-page', apply: 'build',
    async generateBundle() { this.emitFile({ type: 'asset', fileName: 'verify-receipt.html', source: await writeOfflinePage() }); },
  };
}

/** @returns the whole page as text. */
export async function writeOfflinePage(): Promise<string> {
  const built = await build({
    root: import.meta.dirname, configFile: false, logLevel: 'silent', publicDir: false,
    build: { write: false, target: 'es2024', minify: true, rolldownOptions: { input: join(folder, 'offline.ts'), output: { format: 'iife' } } },
  });
  const [{ output: [{ code }] }] = [built].flat() as unknown as [{ output: [{ code: string }] }];
  // `</` would end the element early.
  const script = code.replaceAll('</', '<\\/').trim();
  const hash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  return readFileSync(join(folder, 'offline.html'), 'utf8').replace('%SCRIPT_HASH%', () => hash).replace('%SCRIPT%', () => script);
}
