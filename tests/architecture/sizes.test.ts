import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, listSources, readSource, root } from '../../tools/source-files.ts';

const lines = (file: string) => readSource(file).split('\n').length - 1;
const files = listSources().filter((file) => !isTest(file)).map((file) => ({ file, lines: lines(file) })).sort((a, b) => a.lines - b.lines);
const at = (share: number) => files[Math.floor((files.length - 1) * share)]?.lines ?? 0;

describe('the size of the sources', () => {
  it('counts the files', () => { expect(files.length).toBeGreaterThan(50); });
  it('has a median under 100 lines', () => { expect(at(0.5)).toBeLessThan(100); });
  it('has nine files in ten under 250 lines', () => { expect(at(0.9)).toBeLessThan(250); });
  it('has no file over 400 lines', () => { expect(files.filter((each) => each.lines > 400)).toEqual([]); });

  it('passes the linter, which also measures functions', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'unix'], { cwd: root, encoding: 'utf8' });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => /\[Error/.test(line))).toEqual([]);
    expect(status).toBe(0);
  }, 30_000);
});
