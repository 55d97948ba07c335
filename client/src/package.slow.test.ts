import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeServiceTypes } from '@saphan/contracts/snippets/service-types';
import { buildClient } from '../../tools/build-client.ts';
import { makeSystemKey } from './index.ts';
import { startSmallGateway, type SmallGateway } from './testing/small-gateway.ts';

const folder = mkdtempSync(join(tmpdir(), 'saphan-package-'));
const run = promisify(execFile);
let gateway: SmallGateway;
let pem: string;

/** Of every kind of thing that a document says. */
const document = {
  openapi: '3.1.0', info: { title: 'ทะเบียนแปลง */ \n evil()', version: '1' },
  paths: {
    '/farms/{farm-id}': {
      parameters: [{ $ref: '#/components/parameters/Farm' }],
      get: {
        operationId: 'get-farm', summary: 'แปลงเดียว', parameters: [{ name: 'with', in: 'query', schema: { type: 'array', items: { type: 'string' } } }, { name: 'x-lang', in: 'header', schema: { enum: ['th', 'en'] } }, { name: 'exchange-purpose', in: 'header', required: true, schema: {} }],
        responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/farm-plot' } } } }, 404: { description: '', content: { 'application/problem+json': { schema: { type: 'object', required: ['title'], properties: { title: { type: 'string' } } } } } } },
      },
    },
    '/checks': { post: { operationId: 'check', requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['key'], properties: { key: { type: 'string' } } } } } }, responses: { 200: { description: '', content: { 'application/json': { schema: { type: ['boolean', 'null'] } } } }, default: { description: '' } } } },
  },
  components: {
    parameters: { Farm: { name: 'farm-id', in: 'path', required: true, schema: { type: 'string' } } },
    schemas: { 'farm-plot': { allOf: [{ type: 'object', required: ['asked'], properties: { asked: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/components/schemas/farm-plot' } } } }, { properties: { target: { type: 'string' } } }] } },
  },
};
const program = `
declare const process: { env: Record<string, string> };
import { ExchangeRefused, SaphanClient } from '@saphan/client';
import { service } from './farms.ts';
const client = new SaphanClient({ baseUrl: process.env.SAPHAN_URL ?? '', system: 'TH/GOV/doae/farmer-desk', key: process.env.SAPHAN_KEY ?? '', agreement: 'SA-2569-0001' });
const answer = await client.service(service).call('get-farm', { path: { 'farm-id': 'ก-1' }, query: { with: ['a b', "c'"] } }, { purpose: 'subsidy' });
if (answer.status === 200) console.log(answer.json().target?.toUpperCase(), answer.assurance);
else console.log(answer.json().title);
const error: unknown = await client.service(service).call('check', { body: { key: '1' } }, { purpose: 'none' }).catch((cause: unknown) => cause);
console.log(error instanceof ExchangeRefused ? \`\${error.origin} \${error.code}\` : error);
`;

beforeAll(async () => {
  const [{ privatePem, key }] = [await makeSystemKey(), await buildClient(join(folder, 'dist'))];
  gateway = await startSmallGateway();
  gateway.trust(key.publicPem, 'ed25519', key.kid);
  gateway.answer = ({ headers, target }) => headers['exchange-purpose'] === 'none' ? { status: 403, origin: 'hub', body: '{"code":"exchange.purpose-refused"}' } : { body: JSON.stringify({ asked: '', target }) };
  const quiet = ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
  const { stdout } = await run('npm', ['pack', join(folder, 'dist'), ...quiet], { cwd: folder });
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  await run('npm', ['install', join(folder, stdout.trim().split('\n').at(-1) as string), ...quiet], { cwd: folder });
  pem = privatePem;
  writeFileSync(join(folder, 'farms.ts'), writeServiceTypes('farms', document));
  writeFileSync(join(folder, 'program.ts'), program);
});
afterAll(async () => { rmSync(folder, { recursive: true }); await gateway.close(); });

const older = spawnSync('/usr/bin/node', ['--version']).stdout?.toString().startsWith('v20.') ? ['/usr/bin/node'] : [];

it.each([process.execPath, ...older])('the package, installed by itself, calls and reads a typed service as plain JavaScript of %s', async (node) => {
  for (const name of ['farms', 'program']) writeFileSync(join(folder, `${name}.js`), ts.transpile(name === 'farms' ? writeServiceTypes('farms', document) : program.replace('./farms.ts', './farms.js'), { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }));
  const { stdout } = await run(node, ['program.js'], { cwd: folder, env: { ...process.env, SAPHAN_URL: gateway.address, SAPHAN_KEY: pem, NODE_OPTIONS: '' } });
  expect(stdout).toBe('/X/FARMS/FARMS/%E0%B8%81-1?WITH=A%20B&WITH=C%27 3\nhub exchange.purpose-refused\n');
});

it('and TypeScript holds a program to what the service says', () => {
  const wrong = ["call('get-farm', { path: { farm: '1' } }", "call('nowhere', {}", "call('check', {}", "call('check', { body: { key: 1 } }"];
  writeFileSync(join(folder, 'wrong.ts'), `${program.slice(0, program.indexOf('const answer'))}${wrong.map((each) => `void client.service(service).${each}, { purpose: 'x' });`).join('\n')}`);
  const checked = ts.createProgram([join(folder, 'program.ts'), join(folder, 'wrong.ts')], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, allowImportingTsExtensions: true, types: [], skipLibCheck: true });
  const faults = checked.getSemanticDiagnostics().map(({ file, start = 0 }) => `${file?.fileName.split('/').at(-1)}:${file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line}`);
  expect([...new Set(faults)]).toEqual(wrong.map((_, at) => `wrong.ts:${at + 5}`));
});
