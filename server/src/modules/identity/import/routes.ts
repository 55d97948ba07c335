import type { IncomingMessage } from 'node:http';
import { Type } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { findAgency } from '#modules/organisations/index.ts';
import { problem as ofAdministration } from '../admin/errors.ts';
import { confirmAccountImport, countOf } from './confirm-import.ts';
import { problem } from './errors.ts';
import type { ImportPorts } from './numbers.ts';
import { planImport } from './plan-import.ts';
import { policies } from './policies.ts';

const LARGEST_FILE = 5 * 1024 * 1024;
const SHOWN_ROWS = 200;
const SHOWN_PROBLEMS = 500;

const agency = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,40}$', description: 'Whose accounts they are.' });
const counts = { rows: Type.Integer(), create: Type.Integer(), change: Type.Integer(), same: Type.Integer() };
const place = Type.Object({ line: Type.Integer(), column: Type.String(), code: Type.String(), th: Type.String(), en: Type.String() });
const previewSchema = Type.Object({
  sha256: Type.String(), plan: Type.String({ description: 'What to confirm: this file doing exactly this.' }), ...counts,
  items: Type.Array(Type.Object({ line: Type.Integer(), userName: Type.String(), name: Type.String(), outcome: Type.String(), fields: Type.Array(Type.String()) }), { description: `The first ${SHOWN_ROWS} rows that make or change something.` }),
  problemCount: Type.Integer(), problems: Type.Array(place, { description: `The first ${SHOWN_PROBLEMS}.` }),
});

/** Accounts from a CSV or XLSX file: nothing is kept between preview and confirmation, so the file is sent with both. */
export const importRoutes = (ports: ImportPorts): Route[] => [
  route({
    method: 'POST', path: '/account-imports', operationId: 'previewAccountImport', summary: 'What a file of accounts would do', policy: policies['preview-account-import'], stream: 'request',
    querystring: Type.Object({ agency }), response: { 200: previewSchema },
    handler: async ({ db, who, query, request }) => {
      const bytes = await readBytes(request.raw);
      return db.read((tx) => previewAccountImport(tx, ports, who, query.agency, bytes));
    },
  }),
  route({
    method: 'POST', path: '/account-imports/confirm', operationId: 'confirmAccountImport', summary: 'Import a file of accounts as previewed, whole or not at all', policy: policies['confirm-account-import'], stream: 'request',
    querystring: Type.Object({ agency, plan: Type.String({ pattern: '^[0-9a-f]{64}$' }) }), response: { 200: Type.Object(counts) },
    handler: async ({ db, who, query, request }) => {
      const bytes = await readBytes(request.raw);
      return db.tx(async (tx) => { await assertAgency(tx, who, query.agency); return confirmAccountImport(tx, ports, who, { bytes, agencyId: query.agency, plan: query.plan }); });
    },
  }),
];

/** What a file would do, with its problems by line and column. @throws as `planImport`; `identity.agency-unknown`. */
async function previewAccountImport(tx: Tx, ports: ImportPorts, who: Principal, agencyId: string, bytes: Buffer) {
  await assertAgency(tx, who, agencyId);
  const planned = await planImport(tx, ports, bytes, agencyId);
  const items = planned.rows.filter((row) => row.outcome !== 'same').slice(0, SHOWN_ROWS).map(({ line, userName, givenName, familyName, outcome, fields }) => ({ line, userName, name: `${givenName} ${familyName}`, outcome, fields }));
  return { sha256: planned.sha256, plan: planned.plan, ...countOf(planned), items, problemCount: planned.problems.length, problems: planned.problems.slice(0, SHOWN_PROBLEMS) };
}

/** An agency of others is as unknown as none. */
async function assertAgency(tx: Tx, who: Principal, agencyId: string): Promise<void> {
  const reaches = who.agencies.includes('*') || who.agencies.includes(agencyId);
  if (!reaches || !await findAgency(tx, agencyId)) throw ofAdministration('agency-unknown', { agencyId });
}

async function readBytes(source: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += (chunk as Buffer).length;
    if (length > LARGEST_FILE) throw problem('import-too-large', { most: LARGEST_FILE });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
