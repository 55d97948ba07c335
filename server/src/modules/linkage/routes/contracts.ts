import { parseContract } from '@saphan/contracts/odcs/parse';
import { route, type Route } from '#kernel/route.ts';
import { kernelProblem } from '#kernel/problems.ts';
import { selectDataset } from '#modules/catalog/index.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { CheckBody, CheckResult, DraftBody, Preview, PreviewBody, ProposedDraft, SampleBody, SampleView } from '../draft/draft-schemas.ts';
import { agreeContract } from '../operations/agree-contract.ts';
import { listContracts } from '../operations/contract.sql.gen.ts';
import { fetchSample } from '../operations/fetch-sample.ts';
import { proposeDraft, type DraftAsked } from '../operations/propose-draft.ts';
import { previewLink } from '../operations/preview-link.ts';
import { policies } from '../policies.ts';
import { ofDataset, selectOwnDataset } from './resources.ts';
import { ContractAgreed, ContractBody, ContractList, ContractVersion, SlugParams, VersionParams } from '../schemas.ts';

/** Contracts: proposed from a sample, checked, tried on a file, agreed. */
export function contractRoutes(ports: LinkagePorts): Route[] {
  return [
    route({
      method: 'POST', path: '/source-samples', operationId: 'fetchSample', summary: 'Fetch the beginning of what a source has, as a file to draft a contract from', policy: policies['fetch-sample'],
      body: SampleBody, response: { 201: SampleView },
      handler: async ({ body, who, db, reply }) => {
        reply.status(201);
        return fetchSample(ports, who, body, (slug) => db.read(async (tx) => (await selectOwnDataset(tx, who, slug)).id));
      },
    }),
    route({
      method: 'POST', path: '/drafts', operationId: 'proposeDraft', summary: 'Propose a contract from a file, with the evidence for each guess', policy: policies['propose-draft'],
      body: DraftBody, response: { 200: ProposedDraft },
      handler: async ({ body }) => proposeDraft(ports, body as DraftAsked),
    }),
    route({
      method: 'POST', path: '/contracts/check', operationId: 'checkContract', summary: 'Check a contract without agreeing it', policy: policies['read-runs'],
      body: CheckBody, response: { 200: CheckResult },
      handler: async ({ body }) => {
        const read = parseContract(body.yaml);
        return 'problems' in read ? { ok: false, contract: null, problems: read.problems } : { ok: true, contract: read.contract, problems: [] };
      },
    }),
    route({
      method: 'POST', path: '/previews', operationId: 'previewLink', summary: 'Try a contract on the beginning of a file: what passes, what would be quarantined', policy: policies['upload-file'],
      body: PreviewBody, response: { 200: Preview },
      handler: async ({ body }) => previewLink(ports, body),
    }),
    route({
      method: 'POST', path: '/datasets/:slug/contracts', operationId: 'agreeContract', summary: 'Agree a contract: it becomes the next version', policy: policies['agree-contract'],
      params: SlugParams, body: ContractBody, response: { 201: ContractAgreed }, resource: ofDataset,
      handler: async ({ params, body, actor, db, reply }) => {
        reply.status(201);
        return db.tx(async (tx) => agreeContract(tx, actor, await selectDataset(tx, params.slug), body.yaml, body.note ?? null, body.basedOn));
      },
    }),
    route({
      method: 'GET', path: '/datasets/:slug/contracts', operationId: 'listContracts', summary: 'Versions of a contract, newest first', policy: policies['read-runs'],
      params: SlugParams, response: { 200: ContractList },
      handler: async ({ params, db }) => db.read(async (tx) => {
        const rows = await listContracts(tx, { dataset_id: (await selectDataset(tx, params.slug)).id, version: null });
        return { items: rows.map((row) => ({ version: row.version, createdAt: row.created_at, createdBy: row.created_by, change: row.change, changes: row.changes, note: row.note })) };
      }),
    }),
    route({
      method: 'GET', path: '/datasets/:slug/contracts/:version', operationId: 'getContract', summary: 'One version of a contract', policy: policies['read-runs'],
      params: VersionParams, response: { 200: ContractVersion },
      handler: async ({ params, db }) => db.read(async (tx) => {
        const [row] = await listContracts(tx, { dataset_id: (await selectDataset(tx, params.slug)).id, version: params.version });
        if (!row) throw kernelProblem('not-found');
        return { version: row.version, yaml: row.document, contract: row.body, createdAt: row.created_at, createdBy: row.created_by, change: row.change, changes: row.changes, note: row.note };
      }),
    }),
  ];
}
