import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEdgeConfig } from '../edge-config.ts';
import { initEdge } from './init-edge.ts';

const KID = 'k'.repeat(43);
const dir = () => mkdtempSync(join(tmpdir(), 'saphan-edge-init-'));
const hubThat = (answer: () => Response | Error): typeof fetch => (async () => { const said = answer(); if (said instanceof Error) throw said; return said; }) as typeof fetch;
const there = hubThat(() => Response.json({ keys: [{ kid: KID }] }, { headers: { date: new Date().toUTCString() } }));

async function init(file: string, over: Partial<Parameters<typeof initEdge>[0]> = {}): Promise<string> {
  const said: string[] = [];
  await initEdge({ file, hub: 'https://data.example.go.th/', system: 'TH/GOV/rid/water', say: (th, en) => { said.push(th, en); }, fetch: there, ...over });
  return said.join('\n');
}

it('writes settings that the edge reads, makes a key for the agency alone, and says what to do next', async () => {
  const file = join(dir(), 'edge.yaml');
  const said = await init(file);
  expect(readEdgeConfig(file)).toMatchObject({ hub: 'https://data.example.go.th', system: 'TH/GOV/rid/water', houseKey: KID, listen: '127.0.0.1:7480' });
  expect(statSync(join(file, '..', 'system.pem')).mode & 0o777).toBe(0o600);
  for (const each of ['The hub answers', 'ติดต่อศูนย์ได้', '/en/exchange/systems/rid/water', '-----BEGIN PUBLIC KEY-----', 'saphan edge --config']) expect(said).toContain(each);
  expect(said).not.toContain('PRIVATE');
});

it('writes over nothing, keeps a key that is there, and leaves nothing behind when a name is wrong', async () => {
  const folder = dir();
  const file = join(folder, 'edge.yaml');
  await init(file);
  const before = [readFileSync(file, 'utf8'), readFileSync(join(folder, 'system.pem'), 'utf8')];
  await expect(init(file)).rejects.toThrow('not overwritten');
  await init(join(folder, 'second.yaml'));
  expect([readFileSync(file, 'utf8'), readFileSync(join(folder, 'system.pem'), 'utf8')]).toEqual(before);
  await expect(init(join(folder, 'third.yaml'), { system: 'rid/water' })).rejects.toThrow('/system: not valid');
  await expect(init(join(folder, 'third.yaml'), { hub: undefined })).rejects.toThrow('Say --hub');
  expect(existsSync(join(folder, 'third.yaml'))).toBe(false);
});

it('says when the hub cannot be reached, is none, or when this clock is off, and writes the settings nevertheless', async () => {
  const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  expect(await init(join(dir(), 'edge.yaml'), { fetch: hubThat(() => refused) })).toContain('cannot be reached (ECONNREFUSED)');
  expect(await init(join(dir(), 'edge.yaml'), { fetch: hubThat(() => Response.json({}, { headers: { date: new Date().toUTCString() } })) })).toContain('is no exchange');
  expect(await init(join(dir(), 'edge.yaml'), { now: () => new Date(Date.now() + 60_000) })).toMatch(/this clock is (59|60|61) s off/);
});

it('names file, line and place of what is wrong', () => {
  const file = join(dir(), 'edge.yaml');
  const head = 'hub: https://data.example.go.th\nsystem: TH/GOV/rid/people\nkeyFile: k.pem\nstateDir: s\n';
  const wrongIn = (text: string) => { writeFileSync(file, text); try { readEdgeConfig(file); return 'ok'; } catch (error) { return (error as Error).message.replace(file, 'F'); } };
  expect(wrongIn(`${head}listen: 0.0.0.0:7480\n`)).toBe('F:5: /listen: must be an address of this machine only, for instance 127.0.0.1:7480');
  expect(wrongIn(`${head}services:\n  people: { url: "ftp://x" }\n`)).toMatch(/^F:6: \/services\/people\/url: not valid/);
  expect(wrongIn(`${head}colour: red\n`)).toBe('F:5: /colour: not valid: this name is not known, check its spelling');
  expect(wrongIn(head.replace('keyFile: k.pem\n', ''))).toBe('F: /keyFile: not valid: this is needed');
  expect(wrongIn(`${head}services: [\n`)).toMatch(/^F:\d+: cannot be read/);
});
