import { readFileSync, rmSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigProblem, listUnknownVariables, loadConfig, publicUrlOf } from './config.ts';
import { readOrCreateMasterKey } from './master-key.ts';

function refusal(env: Record<string, string>): ConfigProblem {
  try {
    loadConfig(env);
  } catch (error) {
    return error as ConfigProblem;
  }
  throw new TypeError(`accepted ${JSON.stringify(env)}`);
}

describe('the configuration', () => {
  it('places everything in the data folder unless told otherwise', () => {
    const config = loadConfig({ SAPHAN_DATA_DIR: '/srv/saphan', SAPHAN_SPILL_DIR: '/fast' });
    expect(config).toMatchObject({ dataDir: '/srv/saphan', objectsUrl: 'file:///srv/saphan/objects', masterKeyFile: '/srv/saphan/keys/master.key', spillDir: '/fast', port: 8080, databaseUrl: null, sample: true });
  });

  it('reads numbers, switches and lists, and takes an empty variable as unset', () => {
    expect(loadConfig({ SAPHAN_PORT: '9000', SAPHAN_SAMPLE: 'off', SAPHAN_ALLOW_PRIVATE_HOSTS: '10.0.0.0/8, db.local', DATABASE_URL: '' }))
      .toMatchObject({ port: 9000, sample: false, allowPrivateHosts: ['10.0.0.0/8', 'db.local'], databaseUrl: null });
  });

  it.each([
    ['SAPHAN_PORT', '65536', 'from 0 to 65535'], ['SAPHAN_PORT', '80a', 'whole number'], ['SAPHAN_SAMPLE', 'perhaps', 'on or off'],
    ['SAPHAN_MAX_FETCH_BYTES', '0', 'at least 1'], ['SAPHAN_MAX_FETCH_BYTES', '2GB', 'whole number'],
    ['SAPHAN_LOG_LEVEL', 'loud', 'one of trace'], ['DATABASE_URL', 'mysql://x', 'postgres'], ['SAPHAN_OBJECTS_URL', 'ftp://x', 'form'],
    ['SAPHAN_TIME_ZONE', 'Mars/Olympus', 'time zone'], ['SAPHAN_ALLOW_PRIVATE_HOSTS', 'a b', 'form'],
    ...['0.0.0.0', '::', '10.1.2.3', 'example.org', '127.0.0.1.example.org'].map((host) => ['SAPHAN_HOST', host, 'loopback']),
  ])('refuses %s=%s in a sentence that names the variable, in both languages', (variable = '', value = '', words = '') => {
    const { th, en, variable: named } = refusal({ [variable]: value });
    expect([named, th.includes(variable), en.includes(variable), en]).toEqual([variable, true, true, expect.stringContaining(words)]);
  });

  it('never repeats the password of a database address', () => {
    expect(refusal({ DATABASE_URL: 'mysql://u:secret@h/d' }).en).not.toContain('secret');
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('takes %s as loopback', (host) => {
    expect(loadConfig({ SAPHAN_HOST: host }).host).toBe(host);
  });

  it('reads a secret from the file that a service manager hands over, and says which one it cannot read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'saphan-secret-'));
    const file = join(folder, 'database');
    writeFileSync(file, 'postgres://saphan:geheim@db/saphan\n');
    expect(loadConfig({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://saphan:geheim@db/saphan');
    expect(loadConfig({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://other/db' }).databaseUrl).toBe('postgres://other/db');
    expect(refusal({ DATABASE_URL_FILE: join(folder, 'gone') })).toMatchObject({ variable: 'DATABASE_URL_FILE', en: expect.stringContaining('ENOENT') });
    rmSync(folder, { recursive: true });
  });

  it('is reached from other machines in production only, by https and without a sample', () => {
    const production = { SAPHAN_MODE: 'production', SAPHAN_PUBLIC_URL: 'https://data.moac.example', SAPHAN_SAMPLE: 'off', SAPHAN_HOST: '0.0.0.0' };
    expect(loadConfig(production)).toMatchObject({ host: '0.0.0.0', mode: 'production' });
    expect(refusal({ ...production, SAPHAN_PUBLIC_URL: 'http://data.moac.example' }).variable).toBe('SAPHAN_PUBLIC_URL');
    expect(refusal({ ...production, SAPHAN_SAMPLE: '' }).variable).toBe('SAPHAN_SAMPLE');
    expect(refusal({ SAPHAN_PUBLIC_URL: 'https://data.moac.example/path' }).variable).toBe('SAPHAN_PUBLIC_URL');
    expect([publicUrlOf(loadConfig({}), 8081), publicUrlOf(loadConfig(production), 8081)]).toEqual(['http://localhost:8081', 'https://data.moac.example']);
  });

  it('asks every officer for a second factor in production, unless told otherwise', () => {
    const production = { SAPHAN_MODE: 'production', SAPHAN_SAMPLE: 'off', SAPHAN_PUBLIC_URL: 'https://saphan.example' };
    expect([loadConfig({}), loadConfig(production), loadConfig({ ...production, SAPHAN_SECOND_FACTOR: 'off' }), loadConfig({ SAPHAN_SECOND_FACTOR: 'on' })].map(({ secondFactor }) => secondFactor)).toEqual([false, true, false, true]);
  });

  it('knows which variables nobody reads', () => {
    expect(listUnknownVariables({ SAPHAN_PROT: '1', SAPHAN_PORT: '1', SAPHAN_TEST_X: '1', HOME: '/' })).toEqual(['SAPHAN_PROT']);
  });
});

describe('the master key', () => {
  it('is made once, for its owner only, and a wrong one is refused', () => {
    const dir = mkdtempSync(join(tmpdir(), 'saphan-key-'));
    const file = join(dir, 'keys', 'master.key');
    const key = readOrCreateMasterKey(file);
    expect([key.length, statSync(file).mode & 0o777, readOrCreateMasterKey(file).equals(key), readFileSync(file).equals(key)]).toEqual([32, 0o600, true, true]);
    writeFileSync(file, 'short');
    expect(() => readOrCreateMasterKey(file)).toThrow(/32 bytes/);
    rmSync(dir, { recursive: true });
  });
});
