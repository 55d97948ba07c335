import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { findAgency, listAgencies, type Agency } from '#modules/organisations/index.ts';
import { readRequestDefinition } from '../definition/read-definition.ts';
import { readContractColumns, selectRequestable } from '../operations/form.ts';
import { isLinked } from '../operations/write.sql.gen.ts';
import type { RequestableDataset, RequestWords } from '../schemas.ts';

/** What a form offers: legal bases, frequencies, and the agencies for which whoever asks may draft. */
export async function getRequestWords(tx: Tx, who: Principal): Promise<Static<typeof RequestWords>> {
  const { answerWithinWorkingDays, leastPurpose, legalBases, frequencies } = readRequestDefinition();
  const drafts = who.roles.some((role) => ['steward', 'agency-admin', 'secretariat', 'operator'].includes(role));
  const mayAskFor = drafts ? (await listAgencies(tx)).filter(({ id }) => who.agencies.includes('*') || who.agencies.includes(id)) : [];
  return { answerWithinWorkingDays, leastPurpose, legalBases: [...legalBases], frequencies: [...frequencies], mayAskFor };
}

/** A dataset that may be asked for, with the columns of its contract. @throws `requests.dataset-unknown`, `requests.dataset-retired`. */
export async function getRequestableDataset(tx: Tx, slug: string): Promise<RequestableDataset> {
  const dataset = await selectRequestable(tx, slug, null);
  const { linked } = await isLinked(tx, { dataset_id: dataset.id });
  return { slug, titleTh: dataset.titleTh, titleEn: dataset.titleEn, agency: await findAgency(tx, dataset.agencyId) as Agency, linked, columns: await readContractColumns(tx, dataset.id) };
}
