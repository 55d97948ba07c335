import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
});

describe('the linter', () => {
  /** Lints one planted file; the names of the rules that speak. */
  function lint(text: string): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'saphan-lint-'));
    try {
      writeFileSync(join(folder, 'planted.ts'), text);
      const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--config', join(root, '.oxlintrc.json'), '--format', 'unix', folder], { cwd: folder, encoding: 'utf8' });
      return [...stdout.matchAll(/\[Error\/[^(]+\(([^)]+)\)\]/g)].map(([, rule]) => rule as string);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('refuses functions over 40 lines', () => {
    const body = (count: number) => `export function long(): void {\n${'  globalThis.queueMicrotask(long);\n'.repeat(count)}}\n`;
    expect(lint(body(38))).toEqual([]);
    expect(lint(body(39))).toEqual(['max-lines-per-function']);
  });

  it('refuses default exports, words to the console and files over 400 lines', () => {
    expect(lint('export default 1;\n')).toEqual(['no-default-export']);
    expect(lint("console.log('x');\n")).toEqual(['no-console']);
    expect(lint('export const a = [\n' + '  1,\n'.repeat(400) + '];\n')).toEqual(['max-lines']);
  });
});
