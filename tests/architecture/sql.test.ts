import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders, moduleNames } from '../../server/src/app/module-folders.ts';
import { readBlocks } from '../../server/src/kernel/sql-text.ts';
import { testDatabase, type TestDatabase } from '../../server/src/kernel/testing/database.ts';
import { describeHouse } from '../../tools/composed-house.ts';
import { generate, listSqlFiles } from '../../tools/gen-sql.ts';
import { isTest, listSources, readSource, root } from '../../tools/source-files.ts';

const files = listSqlFiles(join(root, 'server/src')).map((file) => file.slice(root.length + 1));
const roomOf = (file: string) => /^server\/src\/(?:modules\/([^/]+)|(kernel))\//.exec(file)?.slice(1).find(Boolean);
const blocks = files.flatMap((file) => readBlocks(file, readSource(file)).map((block) => ({ file, room: roomOf(file), ...block })));
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Files that may compose statements (docs/adr/0011). */
const COMPOSERS = ['compile-filter', 'compose-search', 'search-records'].map((name) => `server/src/modules/catalog/search/${name}.ts`);

describe('the SQL of the house', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await testDatabase(moduleFolders);
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.close();
  });

  /** Plans a statement under a module's role, executing nothing; PostgreSQL's refusal or null. */
  async function plan(role: string, text: string): Promise<string | null> {
    await client.query('begin');
    try {
      await client.query(`set local role ${role}`);
      await client.query(`explain (generic_plan) ${text}`);
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.query('rollback');
    }
  }

  it('is found', () => {
    expect(blocks.length).toBeGreaterThan(30);
    expect(new Set(blocks.map((block) => block.room))).toEqual(new Set(['kernel', ...moduleNames]));
  });

  it('is planned by PostgreSQL under the role of its module', async () => {
    const refused: string[] = [];
    for (const { file, room, name, text } of blocks) {
      const refusal = await plan(`mod_${room}`, text);
      if (refusal) refused.push(`${file}: ${name}: ${refusal}`);
    }
    expect(refused).toEqual([]);
  });

  it.each([
    ['reads a table of another module', 'mod_plans', 'select c.id from linkage.contract c', /permission denied for table contract/],
    ['writes a table of another module', 'mod_linkage', 'delete from catalog.dataset', /permission denied for table dataset/],
    ['writes it inside a common table expression', 'mod_plans', 'with gone as (delete from linkage.run returning id) select id from gone', /permission denied for table run/],
    ['reads the audit trail', 'mod_catalog', 'select a.id from kernel.audit a', /permission denied for table audit/],
    ['misspells a column', 'mod_catalog', 'select d.titel_th from catalog.dataset d', /column d\.titel_th does not exist/],
  ])('is refused when it %s', async (_what, role, text, message) => {
    expect(await plan(role, text)).toMatch(message);
  });

  it('is allowed to read the published views of the modules below', async () => {
    expect(await plan('mod_plans', 'select d.id from catalog.dataset_v1 d where d.slug = $1::text')).toBeNull();
  });

  it('reads only views of modules that its own module declares', async () => {
    const house = await describeHouse();
    house.dispose();
    const uses = new Map(house.modules.map((module) => [module.name, module.uses]));
    const schema = new RegExp(`\\b(${moduleNames.join('|')})\\.[a-z_0-9]+`, 'g');
    const undeclared = blocks.flatMap(({ file, room, name, text }) =>
      [...text.replace(/--[^\n]*/g, '').matchAll(new RegExp(`(?:from|join|into|update)\\s+${schema.source}`, 'g'))]
        .flatMap(([, other]) => other !== room && !uses.get(room ?? '')?.includes(other as string) ? [`${file}: ${name} reads ${other}`] : []));
    expect(undeclared).toEqual([]);
  });

  it('has types that are current', async () => {
    const stale: string[] = [];
    for (const file of files) {
      const target = join(root, `${file}.gen.ts`);
      const text = await generate(client, join(root, file));
      if (!existsSync(target) || readFileSync(target, 'utf8') !== text) stale.push(`${file}.gen.ts`);
    }
    expect(stale, 'run node tools/gen-sql.ts').toEqual([]);
  });

  it('is used, block by block', () => {
    const written = listSources().map(readSource).join('\n');
    const unused = blocks.filter(({ name }) => !new RegExp(`\\b${camel(name)}\\b`).test(written)).map(({ file, name }) => `${file}: ${name}`);
    expect(unused).toEqual([]);
  });

  it('stands in .sql files: no module builds a statement for PostgreSQL in TypeScript', () => {
    const inline = listSources(['server/src/modules']).filter((file) => !isTest(file) && /\b(?:tx|client|db)\.query\(/.test(readSource(file)));
    expect(inline).toEqual([]);
  });

  it('is put together from fixed pieces in the files that docs/adr/0011 names, and nowhere else', () => {
    const composing = listSources(['server/src', 'sample']).filter((file) => !isTest(file) && /from '#kernel\/fragment\.ts'/.test(readSource(file)));
    expect(composing).toEqual(COMPOSERS);
    for (const file of composing) expect(readSource('docs/adr/0011-search-in-postgresql.md'), file).toContain(file.split('/').at(-1)?.replace('.ts', ''));
  });
});
