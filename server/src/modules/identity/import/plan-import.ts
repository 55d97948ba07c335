import { createHash } from 'node:crypto';
import type { Tx } from '#kernel/db.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { COLUMN, readRows, type ImportRow, type PlannedRow } from './columns.ts';
import { listAccountsToImport, type ListAccountsToImportRow } from './import.sql.gen.ts';
import { checkNumbers, type ImportPorts } from './numbers.ts';
import { decodeText, readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import { checkRoles } from './roles.ts';

const MOST_ROWS = 10_000;

export interface ImportPlan {
  sha256: string;
  /** Of the file and of what it would do now: what somebody confirms. */
  plan: string;
  rows: PlannedRow[];
  problems: ProblemPlace[];
}

/** What the accounts that came by files of an agency are marked with. */
export const sourceOf = (agencyId: string): string => `import:${agencyId}`;

/**
 * Says what a file of accounts would do, row by row, and changes nothing. An account is found again by its user name.
 *
 * @param bytes CSV (UTF-8, UTF-16 or Windows-874) or XLSX.
 * @throws `identity.import-unreadable`, `import-header`, `import-too-large`; wrong cells are not thrown but listed.
 */
export async function planImport(tx: Tx, ports: ImportPorts, bytes: Buffer, agencyId: string): Promise<ImportPlan> {
  const table = bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04' ? await readWorkbook(bytes) : readCsv(decodeText(bytes));
  const { rows, problems } = readRows(table, MOST_ROWS);
  const planned = await checkRoles(tx, agencyId, await checkNumbers(tx, ports, await plan(tx, rows, sourceOf(agencyId), problems), problems));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const outcomes = planned.map(({ line, outcome, accountId, fields }) => [line, outcome, accountId, fields]);
  return { sha256, plan: createHash('sha256').update(JSON.stringify([sha256, agencyId, outcomes])).digest('hex'), rows: planned, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

async function plan(tx: Tx, rows: readonly ImportRow[], source: string, problems: ProblemPlace[]): Promise<PlannedRow[]> {
  const found = await listAccountsToImport(tx, { source, user_names: rows.map((row) => row.userName), external_ids: rows.flatMap((row) => row.externalId ?? []) });
  const byName = new Map(found.map((account) => [account.user_name, account]));
  const byNumber = new Map(found.filter((account) => account.source === source).map((account) => [account.external_id, account]));
  return rows.flatMap((row) => {
    const account = byName.get(row.userName);
    const wrong = (field: 'userName' | 'externalId', code: string, th: string, en: string) => { problems.push({ line: row.line, column: COLUMN[field], code, th, en }); return []; };
    if (account && (account.source !== source || account.state === 'closed')) return wrong('userName', 'taken', 'มีบัญชีชื่อนี้ที่ไฟล์ของหน่วยงานนี้ไม่ได้นำเข้า', 'An account of this name did not come from a file of this agency.');
    const numbered = row.externalId === null ? undefined : byNumber.get(row.externalId);
    if (numbered && numbered.id !== account?.id) return wrong('externalId', 'taken', 'รหัสบุคลากรนี้เป็นของบัญชีอื่น', 'This number belongs to another account.');
    const fields = account ? differences(row, account) : [];
    return [{ ...row, outcome: !account ? 'create' : fields.length > 0 ? 'change' : 'same', fields, accountId: account?.id ?? null, personId: account?.person_id ?? null }];
  });
}

/** Columns in which a row says something else than is known; an empty cell of an optional column says nothing. */
function differences(row: ImportRow, account: ListAccountsToImportRow): string[] {
  const now = { givenName: account.given_th, familyName: account.family_th, email: account.email, externalId: account.external_id };
  return (['givenName', 'familyName', 'email', 'externalId'] as const).filter((field) => row[field] !== null && row[field] !== now[field]).map((field) => COLUMN[field]);
}
