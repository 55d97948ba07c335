import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleNames } from '../../server/src/app/module-folders.ts';
import { describeHouse, type DescribedHouse } from '../../tools/composed-house.ts';
import { isTest, listSources, readSource, root } from '../../tools/source-files.ts';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: never[]; options: Record<string, unknown> };
const ROOMS = ['contracts/src', 'client/src', 'server/src', 'web/src', 'sample', 'bench', 'tools'];
const moduleOf = (path: string) => /^server\/src\/modules\/([^/]+)\//.exec(path)?.[1];

/** Runs the rules of .dependency-cruiser.cjs over folders below `baseDir`. */
async function look(baseDir: string, rooms: string[]): Promise<ICruiseResult> {
  const { enhancedResolveOptions, tsConfig, ...options } = rules.options;
  const tsConfigFile = join(root, (tsConfig as { fileName: string }).fileName);
  const { output } = await cruise(
    rooms, { ...options, baseDir, validate: true, skipAnalysisNotInRules: true, ruleSet: { forbidden: rules.forbidden }, outputType: undefined } as never,
    enhancedResolveOptions as never, { tsConfig: extractTsConfig(tsConfigFile) },
  );
  return output as ICruiseResult;
}

const say = ({ summary }: ICruiseResult) => summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

describe('the dependency rule', () => {
  let house: ICruiseResult;
  let described: DescribedHouse;
  beforeAll(async () => {
    house = await look(root, ROOMS);
    described = await describeHouse();
  });
  afterAll(() => described?.dispose());

  it('looks at every file that people wrote, so that a blind checker fails', () => {
    const seen = new Set(house.modules.map((module) => module.source));
    const written = listSources(['contracts/src', 'client/src', 'server/src', 'web/src']).filter((file) => !file.includes('/testing/'));
    expect(written.length).toBeGreaterThan(50);
    expect(written.filter((file) => !seen.has(file))).toEqual([]);
    expect(house.summary.totalDependenciesCruised).toBeGreaterThan(written.length);
  });

  it('is kept by every import', () => { expect(say(house)).toEqual([]); });

  it('lets a module import only the modules it declares', () => {
    const uses = new Map(described.modules.map((module) => [module.name, module.uses]));
    const crossings = house.modules.flatMap(({ source, dependencies }) => dependencies.flatMap(({ resolved }) => {
      const [from, to] = [moduleOf(source), moduleOf(resolved)];
      return from && to && from !== to && !source.endsWith('.test.ts') && !uses.get(from)?.includes(to) ? [`${source} → ${resolved}`] : [];
    }));
    expect(crossings).toEqual([]);
  });

  it('stacks the modules: each declares only modules of lower floors', () => {
    const { modules } = described;
    expect(modules.map((module) => module.name)).toEqual([...moduleNames]);
    for (const [floor, module] of modules.entries()) expect([module.name, ...module.uses.filter((used) => !moduleNames.slice(0, floor).includes(used as never))]).toEqual([module.name]);
  });

  it('keeps contracts pure: no process, no clock of its own, no network', () => {
    const impure = listSources(['contracts/src']).filter((file) => !isTest(file) && /\b(process\.|fetch\(|console\.)|'node:/.test(readSource(file)));
    expect(impure).toEqual([]);
  });

  it.each([
    ['kernel-knows-no-room', 'server/src/kernel/a.ts', "import '../modules/b/index.ts';"],
    ['modules-are-entered-by-their-index', 'server/src/modules/a/a.ts', "import '../b/inside.ts';"],
    ['modules-know-no-connector-and-no-app', 'server/src/modules/a/a.ts', "import '../../connectors/c.ts';"],
    ['connectors-know-only-types-of-modules', 'server/src/connectors/a.ts', "import { b } from '../modules/b/index.ts'; b();"],
    ['web-knows-nothing-of-the-server', 'web/src/a.ts', "import '../../server/src/modules/b/index.ts';"],
    ['contracts-do-no-input-or-output', 'contracts/src/a.ts', "import 'node:fs';"],
    ['the-client-knows-contracts-only', 'client/src/a.ts', "import '../../server/src/modules/b/index.ts';"],
    ['no-cycles', 'server/src/modules/b/a.ts', "import { b } from './index.ts'; b();"],
    ['nothing-unresolved', 'server/src/kernel/a.ts', "import './nowhere.ts';"],
  ])('turns red at a planted breach of %s', async (rule, file, text) => {
    const planted = mkdtempSync(join(tmpdir(), 'saphan-imports-'));
    try {
      const files = { 'server/src/modules/b/index.ts': "export function b() {}\nimport './a.ts';", 'server/src/modules/b/a.ts': 'export {};', 'server/src/modules/b/inside.ts': 'export {};', 'server/src/connectors/c.ts': 'export {};', [file]: text };
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(planted, path)), { recursive: true });
        writeFileSync(join(planted, path), content);
      }
      const result = await look(planted, [...new Set(['server', file.split('/')[0] as string])]);
      expect(result.summary.violations.map((violation) => violation.rule.name)).toContain(rule);
    } finally {
      rmSync(planted, { recursive: true });
    }
  });
});
