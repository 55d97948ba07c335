import type { Tx } from '#kernel/db.ts';
import type { Decision, Resource } from '#kernel/decider.ts';
import { Problem } from '#kernel/problem.ts';
import { findPrincipal } from '#modules/identity/index.ts';
import type { Cedar } from '../deciding/cedar.ts';
import { loadDecisionInput } from '../deciding/load-decision-input.ts';
import { decisionOf } from '../deciding/reasons.ts';
import { problem } from '../errors.ts';
import type { Evaluated, Evaluation, Evaluations } from './schemas.ts';

const KINDS: readonly Resource['kind'][] = ['dataset', 'agency', 'account', 'client'];
/** Accounts of people and of programs are both subjects by their id. */
const SUBJECTS = ['user', 'account'];

const UNKNOWN = {
  subject: { th: 'ไม่รู้จักผู้ที่ถามถึง หรือบัญชีไม่ได้ใช้งานอยู่', en: 'This subject is not known here, or its account is not active.' },
  resource: { th: 'ไม่รู้จักสิ่งที่ถามถึง', en: 'This resource is not known here.' },
} as const;

/**
 * Answers one question of another system (Authorization API 1.0, §6). Facts come from the register; of what the question brings, only the
 * purpose (`context.purpose`), the persona and the assurance of the session (`subject.properties`) are believed, since only the asker knows them.
 */
export async function evaluateAccess(tx: Tx, cedar: Cedar, { subject, action, resource, context = {} }: Evaluation): Promise<Evaluated> {
  const told = (subject.properties ?? {}) as Record<string, unknown>;
  const persona = typeof told['persona'] === 'string' ? told['persona'] : undefined;
  const aal = told['aal'] === 2 || told['aal'] === 3 ? told['aal'] : 1;
  const who = SUBJECTS.includes(subject.type) ? await findPrincipal(tx, subject.id, { aal, ...(persona !== undefined && { persona }) }) : null;
  if (!who) return denied('subject', cedar);
  const kind = KINDS.find((each) => each === resource.type);
  if (!kind) return denied('resource', cedar);
  const { purpose } = context as { purpose?: unknown };
  try {
    const input = await loadDecisionInput(tx, who, action.name, { kind, id: resource.id }, typeof purpose === 'string' ? { purpose } : {});
    return evaluatedOf(decisionOf(cedar.evaluate(input), input, cedar.files));
  } catch (error) {
    if (error instanceof Problem && error.code === 'access.resource-not-found') return denied('resource', cedar);
    throw error;
  }
}

/**
 * Answers several questions at once (§7), in order; with a short-circuit semantic the answers end with the one that decided.
 *
 * @throws `access.evaluation-incomplete` when a question lacks a member that nothing beside the list gives.
 */
export async function evaluateAccesses(tx: Tx, cedar: Cedar, asked: Evaluations): Promise<{ evaluations: Evaluated[] } | Evaluated> {
  const { evaluations = [], options = {}, subject, action, resource, context } = asked;
  const common = { ...(subject && { subject }), ...(action && { action }), ...(resource && { resource }), ...(context && { context }) };
  if (evaluations.length === 0) return evaluateAccess(tx, cedar, whole(common, ''));
  const questions = evaluations.map((each, i) => whole({ ...common, ...each }, `/evaluations/${i}`));
  const stopsAt = { execute_all: null, deny_on_first_deny: false, permit_on_first_permit: true }[options.evaluations_semantic ?? 'execute_all'];
  const answers: Evaluated[] = [];
  for (const question of questions) {
    const answer = await evaluateAccess(tx, cedar, question);
    answers.push(answer);
    if (answer.decision === stopsAt) break;
  }
  return { evaluations: answers };
}

function whole(question: Partial<Evaluation>, pointer: string): Evaluation {
  const missing = (['subject', 'action', 'resource'] as const).filter((name) => !question[name]);
  if (missing.length > 0) throw problem('evaluation-incomplete', { errors: missing.map((name) => ({ pointer: `/body${pointer}/${name}`, th: `ไม่มี ${name}`, en: `${name} is missing` })) });
  return question as Evaluation;
}

function evaluatedOf({ allowed, reasons, policyVersion, columns, rows }: Decision): Evaluated {
  const said = { th: reasons.map(({ th }) => th).join(' '), en: reasons.map(({ en }) => en).join(' ') };
  return {
    decision: allowed,
    context: {
      reason_user: said, reason_admin: { policies: reasons.map(({ policy }) => policy), policy_version: policyVersion },
      ...(columns && { columns: columns === 'all' ? columns : [...columns] }), ...(columns && { rows_limited: Boolean(rows) }),
    },
  };
}

function denied(what: keyof typeof UNKNOWN, { files }: Cedar): Evaluated {
  return { decision: false, context: { reason_user: UNKNOWN[what], reason_admin: { policies: [`unknown-${what}`], policy_version: files.sha256.slice(0, 12) } } };
}
