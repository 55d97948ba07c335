import type { Readable } from 'node:stream';
import { todayInBangkok } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { readinessProblem } from '../errors.ts';
import type { FormPlace } from '../operations/rows.ts';
import { definitionOf, loadForms, selectCampaign } from '../reads/load-survey.ts';
import { reaches } from '../reads/reach.ts';
import { writeForm } from './write-form.ts';

/** The form of an agency as a workbook to fill in. @throws `readiness.form-not-found`. */
export async function downloadReadinessWorkbook(tx: Tx, who: Principal, { id, agency }: FormPlace, lang: 'th' | 'en', now: Date): Promise<Readable> {
  const at = now.toISOString();
  const campaign = await selectCampaign(tx, id, at);
  const [form] = await reaches(tx, who, agency) ? await loadForms(tx, [campaign], [agency], { at, day: todayInBangkok(now) }) : [];
  if (!form) throw readinessProblem('form-not-found', { id, agency });
  return writeForm(form, await definitionOf(tx, campaign.definition_hash), lang);
}
