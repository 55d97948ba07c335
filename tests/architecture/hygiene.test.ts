import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, listFiles, listSources, readSource, root } from '../../tools/source-files.ts';

const sources = listSources();
const documents = listFiles(/\.(md|ya?ml|json|sql|css|html|sh|cjs)$/, ['contracts', 'client', 'server', 'web', 'sample', 'bench', 'tests', 'tools', 'docs', 'database', 'definitions']);
const ROOT_FILES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'NOTICE', 'package.json', 'bin/saphan'];

/** Lines of the files that match, as `file:line`. */
function findLines(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) => readSource(file).split('\n').flatMap((line, i) => pattern.test(line) ? [`${file}:${i + 1} ${line.trim().slice(0, 100)}`] : []));
}

describe('dates and numbers', () => {
  // Only the reader of settings may ask Intl whether a time zone exists; it formats nothing.
  const helpers = ['contracts/src/dates.ts', 'contracts/src/numbers.ts', 'server/src/kernel/config.ts'];

  it('become words in contracts/src/dates.ts and numbers.ts only', () => {
    const others = listSources(['contracts', 'server', 'web', 'sample']).filter((file) => !helpers.includes(file) && !isTest(file));
    expect(findLines(others, /\.toLocale(?:Date|Time)?String\(|\bIntl\.(?:DateTime|Number|RelativeTime)Format\b|\buseDateFormatter\b|\bnew (?:Date|Number)Formatter\b|\.to(?:Date|Time|UTC)String\(/)).toEqual([]);
  });
});

describe('what is written down', () => {
  it('is complete: the documents of the house exist', () => { expect(ROOT_FILES.filter((file) => !existsSync(join(root, file)))).toEqual([]); });

  it('names no folder of the machine it was written on', () => {
    // Built from parts so that this line does not find itself.
    const machine = new RegExp(`(?:^|[\\s"'\`(=:])/(?:${['work', 'home', 'root', 'Users'].join('|')})/[a-z]`);
    expect(findLines([...sources, ...documents, ...ROOT_FILES.filter((file) => existsSync(join(root, file)))], machine)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    const later = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', '[Cc]oming ' + 'soon'].join('|')})\\b`);
    expect(findLines([...sources, ...documents.filter((file) => file.endsWith('.md'))], later)).toEqual([]);
  });

  it('names only tests that exist, where it says what is refused', () => {
    const named = [...readFileSync(join(root, 'docs/specs/exchange-negative-tests.md'), 'utf8').matchAll(/\| `([^`]+)` \| “(.+)” \|$/gm)];
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(([, file = '', words = '']) => !isTest(file) || !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(words)).map(([line]) => line)).toEqual([]);
  });

  it('links only to files that exist', () => {
    const markdown = [...documents, ...ROOT_FILES].filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
    const dead = markdown.flatMap((file) => [...readSource(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .flatMap(([, target]) => existsSync(join(root, file, '..', target as string)) ? [] : [`${file} → ${target}`]));
    expect(dead).toEqual([]);
  });
});

interface Locked { version?: string; resolved?: string; dev?: boolean; devOptional?: boolean; link?: boolean }

describe('what is installed', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const shipped = Object.entries(lock.packages).filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.devOptional && !entry.link);

  it('names no registry in the lock file, so that any mirror serves', () => {
    expect(Object.values(lock.packages).filter((entry) => /^https?:/.test(entry.resolved ?? '')).map((entry) => entry.resolved)).toEqual([]);
  });

  it('is licensed permissively wherever it is shipped', () => {
    const PERMISSIVE = /^(?:MIT|MIT-0|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|ISC|MPL-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0|PostgreSQL|OFL-1\.1)$/;
    // Drawings, not code: shown with the credit that the licence asks for (NOTICE, and below every map).
    const CREDITED = new Map([['node_modules/@svg-maps/thailand', 'CC-BY-4.0']]);
    const licences = shipped.map(([path]) => ({ path, file: join(root, path, 'package.json') })).filter(({ file }) => existsSync(file))
      .map(({ path, file }) => ({ path, licence: readLicence(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) }));
    expect(licences.length).toBeGreaterThan(50);
    expect(licences.filter(({ path, licence }) => CREDITED.get(path) !== licence && !licence.split(/\s+OR\s+/).some((each) => each.split(/\s+AND\s+/).every((part) => PERMISSIVE.test(part))))).toEqual([]);
  });
});

function readLicence({ license, licenses }: Record<string, unknown>): string {
  const given = license ?? (licenses as { type: string }[] | undefined)?.map((each) => each.type).join(' OR ');
  const text = typeof given === 'string' ? given : (given as { type?: string } | undefined)?.type ?? 'none';
  return text.replace(/[()]/g, '');
}
