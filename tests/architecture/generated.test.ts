import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleFolders } from '../../server/src/app/module-folders.ts';
import { testDatabase, type TestDatabase } from '../../server/src/kernel/testing/database.ts';
import { describeDatabase, schemaFile } from '../../tools/describe-database.ts';
import { digestKernel, kernelDigest } from '../../tools/build-row-kernel.ts';
import { documentFile, generateApi } from '../../tools/gen-openapi.ts';
import { readSource } from '../../tools/source-files.ts';

describe('the committed descriptions', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await testDatabase(moduleFolders); });
  afterAll(() => database?.close());

  it('name every table and view of the migrated register', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      expect(readSource(schemaFile), 'run node tools/describe-database.ts').toBe(await describeDatabase(client));
    } finally {
      await client.end();
    }
  });

  it('are the API as the modules declare it, and its types', async () => {
    for (const [file, text] of Object.entries(await generateApi())) expect(readSource(file), 'run node tools/gen-openapi.ts').toBe(text);
  });

  it('name the source that the sieve’s module was compiled of', () => {
    expect(readSource(kernelDigest), 'run node tools/build-row-kernel.ts').toBe(digestKernel());
  });

  it('are OpenAPI 3.1 with a problem answer on every operation', () => {
    const document = JSON.parse(readSource(documentFile)) as { openapi: string; paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };
    expect(document.openapi).toMatch(/^3\.1\./);
    const silent = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods)
      .filter(([, operation]) => !('4XX' in operation.responses) || !('5XX' in operation.responses)).map(([method]) => `${method} ${path}`));
    expect(silent).toEqual([]);
  });
});
