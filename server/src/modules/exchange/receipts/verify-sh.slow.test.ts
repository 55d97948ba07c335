import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bodies, makeReceipt, tamperings } from '@saphan/contracts/receipts/testing/receipt-bundle';
import { recipeFiles } from './recipe.ts';

const home = mkdtempSync(join(tmpdir(), 'saphan-recipe-'));
afterAll(() => rmSync(home, { recursive: true }));
let count = 0;

/** Lays the files in a folder as `unzip` does. */
function lay(files: ReadonlyMap<string, Uint8Array>): string {
  const folder = join(home, String(++count));
  for (const [name, bytes] of [...files, ...recipeFiles()]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** Runs the recipe as a stranger would, with nothing but the system's own programs. */
function run(files: ReadonlyMap<string, Uint8Array>, args: string[] = [], shell = 'sh'): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(shell, [join(lay(files), 'verify.sh'), ...args], { env: { PATH: '/usr/bin:/bin' } }, (error, stdout, stderr) => { resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }); });
  });
}

describe('the printed recipe, with openssl and coreutils alone', () => {
  it('finds a true receipt true, in any POSIX shell, and says what it does not prove', async () => {
    for (const shell of ['sh', 'bash']) {
      const { code, said } = await run(makeReceipt(), [], shell);
      expect(said).not.toMatch(/✗|not found|integer|syntax/);
      expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching(/witness witness1\.example\.go\.th co-signed[^]*this receipt is true \(assurance 3\)[^]*does not prove/) });
    }
  });

  it.each(['ecdsa-p256-sha256', 'rsa-pss-sha512'] as const)('verifies %s', async (algorithm) => {
    expect((await run(makeReceipt({ consumer: algorithm, provider: algorithm, size: 100, index: 64 }))).said).not.toContain('✗');
  });

  it('says that an agency did not sign, and reads bodies laid beside', async () => {
    const files = new Map([...makeReceipt({ consumer: null, provider: null, witnesses: 0, size: 1, index: 0 }), ['request.body', Buffer.from(bodies.request)], ['response.body', Buffer.from(bodies.response)]] as [string, Uint8Array][]);
    const { code, said } = await run(files);
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching(/the agency that asked did not sign[^]*request\.body is the one[^]*response\.body is the one[^]*only what the gateway attests/) });
  });

  it('compares keys with those that the reader trusts, and counts witnesses', async () => {
    const files = makeReceipt();
    const trusted = join(home, 'trusted');
    mkdirSync(trusted);
    for (const name of ['consumer', 'provider', 'gateway']) writeFileSync(join(trusted, `${name}.pem`), files.get(`keys/${name}.pem`) as Uint8Array);
    expect(await run(files, ['--trust', trusted])).toMatchObject({ code: 1, said: expect.stringMatching(/✗.*keys\/log\.pem is not among/) });
    writeFileSync(join(trusted, 'log.pem'), files.get('keys/log.pem') as Uint8Array);
    expect(await run(files, ['--trust', trusted])).toMatchObject({ code: 0 });
    expect(await run(files, ['--witnesses', '2'])).toMatchObject({ code: 1, said: expect.stringContaining('1 of 2 witnesses') });
  });

  it('follows a time-stamp to its authority, and refuses one of another checkpoint', async () => {
    const [files, other] = [makeReceipt(), makeReceipt()];
    const authority = makeAuthority();
    const stamped = (bytes: Uint8Array) => new Map([...files, ['checkpoint.tsr', authority.stamp(bytes)], ['tsa-ca.pem', authority.certificate]] as [string, Uint8Array][]);
    expect(await run(stamped(files.get('checkpoint.txt') as Uint8Array))).toMatchObject({ code: 0, said: expect.stringMatching(/✓.*time-stamp of the checkpoint/) });
    expect(await run(stamped(other.get('checkpoint.txt') as Uint8Array))).toMatchObject({ code: 1, said: expect.stringMatching(/✗.*the time-stamp is not true/) });
  });
});

describe('a receipt that somebody changed', () => {
  it('fails the recipe, whatever was changed', async () => {
    const [truth, other] = [makeReceipt(), makeReceipt()];
    // All of them are tried on the same rules in contracts/src/receipts; here each costs a hundred processes.
    const tried = tamperings(truth, other).filter(({ name }) => !/(left out|of another receipt)$/.test(name) || /^(request\.sig|keys\/provider\.pem) left out|^(entry\.txt|response\.sig|receipt\.tlog-proof|checkpoint\.txt) of/.test(name));
    expect(tried.length).toBeGreaterThan(20);
    const found: string[] = [];
    const work = tried.values();
    await Promise.all(Array.from({ length: 3 }, async () => {
      for (const { name, files } of work) {
        const { code, said } = await run(files);
        if (code !== 1 || !said.includes('✗')) found.push(`${name}: ${code} ${said.slice(-300)}`);
      }
    }));
    expect(found).toEqual([]);
  });
});

/** A time-stamp authority of OpenSSL's own. */
function makeAuthority() {
  const folder = join(home, 'tsa');
  mkdirSync(folder);
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'tsa.cnf'), '[tsa]\ndefault_tsa=one\n[one]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4\ndigests=sha256\n[ext]\nextendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:TRUE\n[req]\ndistinguished_name=dn\n[dn]\n');
  writeFileSync(join(folder, 'serial'), '01');
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.pem', '-subj', '/CN=Test TSA', '-days', '30', '-config', 'tsa.cnf', '-extensions', 'ext');
  return {
    certificate: run('x509', '-in', 'tsa.pem'),
    stamp: (bytes: Uint8Array) => {
      writeFileSync(join(folder, 'data'), bytes);
      run('ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'q.tsq');
      run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'q.tsq', '-out', 'r.tsr');
      return execFileSync('cat', [join(folder, 'r.tsr')]);
    },
  };
}
