import type { CatalogueRecord, RecordState } from '@saphan/contracts/catalogue/record';
import type { Tx } from '#kernel/db.ts';
import type { Actor, Policy } from '#kernel/policy.ts';
import { problem } from '../../errors.ts';
import { policies } from '../policies.ts';
import { levelOf } from '../reads/record-of.ts';
import { selectRecord } from '../reads/find-record.ts';
import { findProblems } from '../rules/check.ts';
import { addCommentRow } from './comments.ts';
import { refused } from './draft.ts';
import { verbs, type Verb } from './verbs.ts';
import { isOperator, may } from './who.ts';
import { lockRecord, pictureOf, writeRecord, type Held } from './write-record.ts';

export { verbs, type Verb } from './verbs.ts';

interface Step { from: readonly RecordState[]; to: RecordState; policy: Policy; what: string }

const steps: Record<Verb, Step> = {
  submit: { from: ['draft'], to: 'submitted', policy: policies['submit-record'], what: 'submitted' },
  check: { from: ['submitted'], to: 'checked', policy: policies['check-record'], what: 'checked' },
  approve: { from: ['checked'], to: 'approved', policy: policies['publish-record'], what: 'approved' },
  publish: { from: ['approved'], to: 'published', policy: policies['publish-record'], what: 'published' },
  return: { from: ['submitted', 'checked', 'approved', 'published'], to: 'draft', policy: policies['return-record'], what: 'returned' },
  archive: { from: ['draft', 'submitted', 'checked', 'approved', 'published'], to: 'archived', policy: policies['archive-record'], what: 'archived' },
};

export const policyOf = (verb: Verb): Policy => steps[verb].policy;

/** What may be done with a record as it stands, by somebody of these roles. */
export function listVerbs(actor: Actor, state: RecordState, submittedBy: string | null): Verb[] {
  return verbs.filter((verb) => {
    const step = steps[verb];
    return startsFrom(actor, verb).includes(state) && may(actor, step.policy) && !isOwnSubmission(actor, verb, submittedBy);
  });
}

/** The house and its operator publish at once what comes complete from elsewhere; everybody else goes step by step. */
const startsFrom = (actor: Actor, verb: Verb): readonly RecordState[] => verb === 'publish' && isOperator(actor) ? ['draft', 'submitted', 'checked', 'approved'] : steps[verb].from;

const isOwnSubmission = (actor: Actor, verb: Verb, submittedBy: string | null) => (verb === 'check' || verb === 'approve') && submittedBy === actor.name && !isOperator(actor);

/**
 * Moves a record on its way: draft → submitted → checked → approved → published → archived, or back to draft with a reason.
 *
 * @throws `catalog.record-not-yours-to-move`, `catalog.record-stands-elsewhere`, `catalog.own-submission`, `catalog.reason-missing`, `catalog.record-incomplete`, `catalog.dataset-not-found`, `catalog.dataset-not-yours`.
 */
export async function moveRecord(tx: Tx, actor: Actor, idOrSlug: string, verb: Verb, comment?: string | null): Promise<CatalogueRecord> {
  const step = steps[verb];
  if (!may(actor, step.policy)) throw problem('record-not-yours-to-move', { verb, detailTh: step.policy.th, detailEn: step.policy.en });
  const held = await lockRecord(tx, idOrSlug);
  if (!startsFrom(actor, verb).includes(held.state)) throw problem('record-stands-elsewhere', { verb, state: held.state });
  if (isOwnSubmission(actor, verb, held.submittedBy)) throw problem('own-submission', { verb });
  const reason = comment?.trim() || null;
  if (verb === 'return' && !reason) throw problem('reason-missing', { errors: [{ pointer: '/comment', th: 'บอกเจ้าของว่าต้องแก้อะไร', en: 'Tell the owner what to mend' }] });
  if (verb !== 'return' && verb !== 'archive') {
    const problems = findProblems(pictureOf(held));
    if (problems.length > 0) throw refused(problems, 'record-incomplete');
  }
  const from = held.state;
  note(held, actor, verb, step.to);
  await writeRecord(tx, actor, held, step.what, { from });
  if (reason) await addCommentRow(tx, actor, { datasetId: held.datasetId, version: held.version + 1, field: null, body: reason });
  return selectRecord(tx, held.slug);
}

/** Who did which step; a class that opens the data counts from publication. */
function note(held: Held, actor: Actor, verb: Verb, to: RecordState): void {
  const { data_classification: declared } = held.metadata;
  const marks = {
    submit: { submittedBy: actor.name, checkedBy: null, approvedBy: null }, check: { checkedBy: actor.name }, approve: { approvedBy: actor.name },
    publish: { ...(declared && { level: levelOf(String(declared)) }) }, return: { submittedBy: null, checkedBy: null, approvedBy: null }, archive: {},
  } satisfies Record<Verb, Partial<Held>>;
  Object.assign(held, marks[verb], { state: to });
}
