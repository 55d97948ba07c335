import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';

const root = dirname(import.meta.dirname);
const here = join(root, 'client');
const contracts = /(['"])@saphan\/contracts\/([^'"]+)\1/g;

/**
 * Makes the package as it is given away: one module of JavaScript with everything in it, its types, what it says of itself, and the licence. The clone needs none of it.
 *
 * @param out the folder to make; `npm pack` there gives the file to install.
 */
export async function buildClient(out: string = join(here, 'dist')): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    configFile: false, root: here, logLevel: 'warn', publicDir: false,
    build: { outDir: out, emptyOutDir: false, target: 'es2022', minify: false, reportCompressedSize: false, lib: { entry: join(here, 'src/index.ts'), formats: ['es'], fileName: () => 'index.js' } },
  });
  writeTypes(out);
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(describe(), null, 2)}\n`);
  copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  // The one library that lies inside.
  copyFileSync(join(root, 'node_modules/structured-headers/LICENSE'), join(out, 'LICENSE-structured-headers'));
  writeFileSync(join(out, 'README.md'), readFileSync(join(here, 'README.md'), 'utf8').replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]+\)/g, '$1'));
}

function describe(): object {
  const { name, version, license } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as Record<string, string>;
  return {
    name, version, license, description: 'Calls data services of agencies through Saphan: signs each call, verifies each answer.', type: 'module', sideEffects: false, engines: { node: '>=20' },
    exports: { '.': { types: './types/client/src/index.d.ts', default: './index.js' } }, types: './types/client/src/index.d.ts', files: ['index.js', 'types', 'LICENSE-structured-headers'],
  };
}

/** Declarations of the client and of what they name of the contracts, each naming its neighbours by where they lie. */
function writeTypes(out: string): void {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram([join(here, 'src/index.ts')], { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, noCheck: true, outDir: out, rootDir: root, paths: { '@saphan/contracts/*': [join(root, 'contracts/src/*.ts')] } });
  const made = new Map<string, string>();
  program.emit(undefined, (path, text) => { made.set(relative(out, path), text); }, undefined, true);
  const wanted = ['client/src/index.d.ts'];
  for (const path of wanted) {
    const emitted = made.get(path);
    if (emitted === undefined) throw new TypeError(`no declarations of ${path}`);
    const text = emitted.replaceAll(contracts, (_, quote: string, name: string) => `${quote}${relative(dirname(path), `contracts/src/${name}.ts`)}${quote}`);
    for (const [, name = ''] of text.matchAll(/['"](\.[^'"]+)\.ts['"]/g)) {
      const next = join(dirname(path), `${name}.d.ts`);
      if (!wanted.includes(next)) wanted.push(next);
    }
    const file = join(out, 'types', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replaceAll(/(['"])(\.[^'"]+)\.ts\1/g, '$1$2.js$1'));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildClient(process.argv[2]);
