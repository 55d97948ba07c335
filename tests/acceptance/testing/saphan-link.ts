import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { house } from './house.ts';

const main = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url));

/** `saphan link …` as a process of its own that speaks to the server behind `address`. */
export interface Linking { readonly ended: Promise<number | null>; said(): string; stop(): void }

export function saphanLink(address: string, args: readonly string[]): Linking {
  const { DATABASE_URL: _, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, [main, 'link', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, SAPHAN_URL: address, SAPHAN_TOKEN: house().administrator.token } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => { text += piece.toString(); });
  return { ended: new Promise((resolve) => { child.once('close', resolve); }), said: () => text, stop: () => { child.kill('SIGINT'); } };
}
