import { audit, auditAll } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { announceAll } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { createPeople, updatePerson } from '#modules/organisations/index.ts';
import { COLUMN, type PlannedRow } from './columns.ts';
import { problem } from './errors.ts';
import { insertImportedAccounts, setImportedAccount } from './import.sql.gen.ts';
import { keepNumbers, type ImportPorts } from './numbers.ts';
import { giveRoles } from './roles.ts';
import { planImport, sourceOf, type ImportPlan } from './plan-import.ts';

/** How many rows do what. */
export interface ImportCounts { rows: number; create: number; change: number; same: number }

/** The figures of a plan. */
export function countOf({ rows }: ImportPlan): ImportCounts {
  const of = (outcome: PlannedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return { rows: rows.length, create: of('create'), change: of('change'), same: of('same') };
}

/**
 * Does what a preview showed, whole or not at all: the file is planned again, and must come to the same.
 *
 * @param plan what was confirmed, from the preview.
 * @throws as {@link planImport}; `identity.import-has-problems`, `identity.import-changed`.
 */
export async function confirmAccountImport(tx: Tx, ports: ImportPorts, actor: Actor, { bytes, agencyId, plan }: { bytes: Buffer; agencyId: string; plan: string }): Promise<ImportCounts> {
  const planned = await planImport(tx, ports, bytes, agencyId);
  if (planned.problems.length > 0) throw problem('import-has-problems', { errors: planned.problems.slice(0, 100) });
  if (planned.plan !== plan) throw problem('import-changed');
  const people = await create(tx, actor, agencyId, planned.rows.filter((row) => row.outcome === 'create'));
  await change(tx, actor, planned.rows.filter((row) => row.outcome === 'change'));
  await keepNumbers(tx, ports, withNew(planned.rows, 'citizenId').map(({ line, personId, citizenId }) => ({ personId: personId ?? people.get(line) ?? '', citizenId })));
  await giveRoles(tx, actor, agencyId, withNew(planned.rows, 'role'));
  const counts = countOf(planned);
  await audit(tx, actor, 'identity.accounts-imported', `agency:${agencyId}`, { sha256: planned.sha256, ...counts });
  return counts;
}

/** Rows that say something new in a column. */
function withNew<F extends 'citizenId' | 'role'>(rows: readonly PlannedRow[], field: F) {
  return rows.filter((row): row is PlannedRow & { [K in F]: NonNullable<PlannedRow[K]> } => row[field] !== null && (row.outcome === 'create' || row.fields.includes(COLUMN[field])));
}

/** @returns the new person of each line. */
async function create(tx: Tx, actor: Actor, agencyId: string, rows: readonly PlannedRow[]): Promise<Map<number, string>> {
  const ids = await createPeople(tx, actor, rows.map((row) => ({ givenTh: row.givenName, familyTh: row.familyName, ...(row.email !== null && { email: row.email }) })));
  const accounts = rows.map((row, at) => ({ person_id: ids[at], user_name: row.userName, display_name: nameOf(row), external_id: row.externalId }));
  const made = (await insertImportedAccounts(tx, { accounts, source: sourceOf(agencyId), agency_id: agencyId, by: actor.name })).map(({ id }) => id);
  await auditAll(tx, actor, 'identity.account-created', made.map((id) => `account:${id}`), { source: sourceOf(agencyId) });
  await announceAll(tx, 'identity.account-changed', made.map((accountId) => ({ accountId })));
  return new Map(rows.map((row, at) => [row.line, ids[at] ?? '']));
}

/** One by one: few rows of a file differ from what is known, and each in fields of its own. */
async function change(tx: Tx, actor: Actor, rows: readonly PlannedRow[]): Promise<void> {
  for (const row of rows) {
    await updatePerson(tx, actor, row.personId ?? '', { givenTh: row.givenName, familyTh: row.familyName, ...(row.email !== null && { email: row.email }) });
    await setImportedAccount(tx, { id: row.accountId, display_name: nameOf(row), external_id: row.externalId });
    await audit(tx, actor, 'identity.account-changed-by-import', `account:${row.accountId}`, { fields: row.fields });
  }
  await announceAll(tx, 'identity.account-changed', rows.map(({ accountId }) => ({ accountId })));
}

const nameOf = ({ givenName, familyName }: PlannedRow): string => `${givenName} ${familyName}`;
