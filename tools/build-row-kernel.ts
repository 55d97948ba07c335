// Compiles server/row-kernel (AssemblyScript) into the WebAssembly module of the sieve and notes the source it was made of.
// The compiler is fetched for this alone: it is ten times the size of everything else a developer installs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-files.ts';

const compiler = 'assemblyscript@0.28.20';
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd', '--enable', 'bulk-memory'];
export const kernelFolder = 'server/row-kernel';
export const kernelModule = 'server/src/modules/linkage/sieve/rows.wasm';
export const kernelDigest = 'server/src/modules/linkage/sieve/rows.wasm.sha256';

/** SHA-256 of compiler, options and source, and of the module they gave: two lines. */
export function digestKernel(): string {
  const source = createHash('sha256').update([compiler, ...options].join(' '));
  for (const name of readdirSync(join(root, kernelFolder)).filter((each) => each.endsWith('.ts')).sort()) source.update(`\n${name}\n`).update(readFileSync(join(root, kernelFolder, name)));
  const module = createHash('sha256').update(readFileSync(join(root, kernelModule)));
  return `${source.digest('hex')}  source\n${module.digest('hex')}  module\n`;
}

function build(): void {
  const { status } = spawnSync('npm', ['exec', '--yes', `--package=${compiler}`, '--', 'asc', join(kernelFolder, 'index.ts'), '--outFile', kernelModule, ...options], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(join(root, kernelDigest), digestKernel());
}

if (import.meta.main) build();
