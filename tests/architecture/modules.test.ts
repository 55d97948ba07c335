import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moduleNames } from '../../server/src/app/module-folders.ts';
import { listSources, readSource, root } from '../../tools/source-files.ts';

const folder = (name: string) => join('server/src/modules', name);
const has = (...path: string[]) => existsSync(join(root, ...path));

describe('the modules', () => {
  it('are the folders of server/src/modules, no more and no less', () => {
    expect(readdirSync(join(root, 'server/src/modules')).sort()).toEqual([...moduleNames].sort());
  });

  it.each(moduleNames)('%s has the files that every module has', (name) => {
    // Rooms that grow by folders keep routes and schemas in these, each with its part.ts (ADR 0030).
    const growsByFolders = readdirSync(join(root, folder(name))).some((each) => has(folder(name), each, 'part.ts'));
    const wanted = ['README.md', 'index.ts', 'policies.ts', 'migrations', ...(growsByFolders ? [] : ['schemas.ts'])];
    expect(wanted.filter((file) => !has(folder(name), file))).toEqual([]);
    expect(growsByFolders || has(folder(name), 'routes.ts') || has(folder(name), 'routes')).toBe(true);
  });

  it.each(moduleNames)('%s says its nouns, its numbered invariants, what it publishes and uses', (name) => {
    const text = readSource(join(folder(name), 'README.md'));
    expect(text).toMatch(/\*\*Nouns\.?\*\*|## Nouns/);
    expect(text).toMatch(/^1\. .+/m);
    expect(text).toMatch(/Publishes/);
    expect(text).toMatch(/Uses/);
  });

  it('publish the views that their READMEs name', () => {
    const missing = moduleNames.flatMap((name) => [...new Set([...readSource(join(folder(name), 'README.md')).matchAll(new RegExp(`\`(${name}\\.[a-z_]+_v\\d+)\``, 'g'))].map(([, view]) => view as string))]
      .filter((view) => !readdirSync(join(root, folder(name), 'migrations')).some((file) => readSource(join(folder(name), 'migrations', file)).includes(`view ${view}`))));
    expect(missing).toEqual([]);
  });
});

describe('the names', () => {
  const files = listSources().map((file) => ({ file, name: file.split('/').at(-1) as string }));

  it('are kebab-case, and none of them says nothing', () => {
    expect(files.filter(({ name }) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:(?:property\.)?test|slow\.test|suite|bench|config|sql))?\.tsx?$/.test(name)).map(({ file }) => file)).toEqual([]);
    expect(files.filter(({ file }) => /(?:^|[/-])(?:utils?|helpers?|common|misc|manager|stuff)(?:[./-]|$)/.test(file)).map(({ file }) => file)).toEqual([]);
  });
});
