import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '../server/src/kernel/config.ts';
import { runNodeProgram } from './run-program.ts';

/** Runs `bench/NAME.ts`; without a name lists what there is. */
export async function runBench([name, ...args]: readonly string[]): Promise<number> {
  const names = readdirSync(join(cloneRoot, 'bench')).filter((file) => file.endsWith('.ts')).filter((file) => readFileSync(join(cloneRoot, 'bench', file), 'utf8').includes('RESULT ')).map((file) => file.slice(0, -3));
  if (name && names.includes(name)) return (await runNodeProgram(`bench/${name}.ts`, args)).code;
  process.stderr.write(`npm run bench -- NAME [--quick]; NAME is one of ${names.join(', ')}\n`);
  return 2;
}
