import { route, type Route } from '#kernel/route.ts';
import type { Contract } from '@saphan/contracts/contract';
import { selectDataset } from '#modules/catalog/index.ts';
import { readHistory } from '../anomaly/history.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { findNewestContract } from '../operations/contract.sql.gen.ts';
import { policies } from '../policies.ts';
import { ofDataset } from '../routes/resources.ts';
import { SlugParams } from '../schemas.ts';
import { RuleTrial, RuleTrialBody, UsualFigures } from './schemas.ts';
import { selectTrialFacts, tryContractRule } from './try-contract-rule.ts';
import { describeUsual } from './usual-figures.ts';

/** Rules and limits before they are agreed: a rule tried, and what is usual. */
export const trialRoutes = (ports: LinkagePorts): Route[] => [
  // It shows rows that were not passed on, as the quarantine does: above somebody's clearance, or without a second factor, it is refused like it.
  route({
    method: 'POST', path: '/datasets/:slug/rule-trials', operationId: 'tryContractRule', summary: 'Try a rule on the current release: how many rows break it, and the first of them', policy: policies['read-quarantine'],
    params: SlugParams, body: RuleTrialBody, response: { 200: RuleTrial }, resource: ofDataset,
    handler: async ({ params, body, db }) => tryContractRule(ports, await db.read(async (tx) => selectTrialFacts(tx, (await selectDataset(tx, params.slug)).id)), body),
  }),
  route({
    method: 'GET', path: '/datasets/:slug/usual-figures', operationId: 'getUsualFigures', summary: 'What is usual of a dataset: rows, empty cells and age of its newest date, as the next release is held against it', policy: policies['read-runs'],
    params: SlugParams, response: { 200: UsualFigures },
    handler: ({ params, db }) => db.read(async (tx) => {
      const { id } = await selectDataset(tx, params.slug);
      const newest = await findNewestContract(tx, { dataset_id: id });
      if (!newest) throw linkageProblem('contract-missing');
      return describeUsual(newest.body as Contract, await readHistory(tx, id));
    }),
  }),
];
