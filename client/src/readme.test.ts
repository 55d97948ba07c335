import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeSystemKey } from './index.ts';
import { startSmallGateway } from './testing/small-gateway.ts';

it('runs the example of the README as printed', async () => {
  const example = /```ts\n([^]*?)```/.exec(readFileSync(join(import.meta.dirname, '../README.md'), 'utf8'))?.[1] as string;
  const [gateway, { privatePem, key }] = [await startSmallGateway(), await makeSystemKey()];
  gateway.trust(key.publicPem, 'ed25519', key.kid);
  const folder = mkdtempSync(join(tmpdir(), 'saphan-example-'));
  try {
    writeFileSync(join(folder, 'key.pem'), privatePem);
    // Only the place of the package differs: the example lies outside of the clone.
    writeFileSync(join(folder, 'example.mjs'), example.replace("'@saphan/client'", JSON.stringify(join(import.meta.dirname, 'index.ts'))));
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'example.mjs')], { env: { ...process.env, SAPHAN_URL: gateway.address, SAPHAN_KEY_FILE: join(folder, 'key.pem') } });
    expect(stdout).toMatch(/^200 \{ asked: '\{"key":"1"\}'.* 3$/m);
  } finally {
    rmSync(folder, { recursive: true });
    await gateway.close();
  }
});
