import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '../server/src/kernel/config.ts';

/** Runs a program of node_modules with this Node, in the clone. Output goes to the terminal, or is kept when `quiet`. */
export function runNodeProgram(script: string, args: readonly string[], options: { quiet?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<{ code: number; text: string }> {
  const file = existsSync(join(cloneRoot, script)) ? join(cloneRoot, script) : join(cloneRoot, 'node_modules', script);
  return runProgram(process.execPath, [file, ...args], options);
}

/** Runs any program in the clone. A program that cannot be started counts as failed. */
export function runProgram(program: string, args: readonly string[], options: { quiet?: boolean; env?: NodeJS.ProcessEnv } = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: cloneRoot, stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'], env: { ...process.env, ...options.env } });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.once('error', (error) => resolve({ code: 127, text: text + error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, text }));
  });
}
