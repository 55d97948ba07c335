import type { Tx } from '#kernel/db.ts';
import type { ProblemPlace } from '#kernel/problem.ts';
import { AT_DESK } from '../identifiers/identifiers.ts';
import type { IdentityPorts } from '../ports.ts';
import { keepNumber } from '../upstream/number.ts';
import { COLUMN, type PlannedRow } from './columns.ts';
import { insertNumbers, listPeopleOfNumbers, listPeopleWithANumber } from './import.sql.gen.ts';

export type ImportPorts = Pick<IdentityPorts, 'masterKey' | 'vault'>;

/**
 * Compares the citizen ids of a file with those that are known, as keyed references: one of another person is a problem, one that is
 * new to its account a change. No message holds a number.
 */
export async function checkNumbers(tx: Tx, ports: ImportPorts, rows: readonly PlannedRow[], problems: ProblemPlace[]): Promise<PlannedRow[]> {
  const refs = rows.flatMap(({ line, citizenId }) => citizenId === null ? [] : keepNumber({ ...ports, vault: false }, citizenId).refs.map((each) => ({ line, ...each })));
  if (refs.length === 0) return [...rows];
  const found = await listPeopleOfNumbers(tx, { lines: refs.map((each) => each.line), versions: refs.map((each) => each.version), refs: refs.map((each) => Buffer.from(each.ref, 'hex')) });
  const owners = new Map(found.map((row) => [row.line, row.person_id]));
  const numbered = new Set((await listPeopleWithANumber(tx, { person_ids: rows.flatMap(({ personId }) => personId ?? []) })).map((row) => row.person_id));
  return rows.flatMap((row) => {
    if (row.citizenId === null) return [row];
    const owner = owners.get(row.line);
    const wrong = (code: string, th: string, en: string) => { problems.push({ line: row.line, column: COLUMN.citizenId, code, th, en }); return []; };
    if (owner !== undefined && owner !== row.personId) return wrong('taken', 'เลขประจำตัวประชาชนนี้เป็นของบุคคลอื่นในทะเบียน', 'This citizen id belongs to another person of the register.');
    if (owner !== undefined || row.outcome === 'create') return [row];
    if (row.personId !== null && numbered.has(row.personId)) return wrong('other', 'บุคคลนี้มีเลขประจำตัวประชาชนอื่นอยู่แล้ว', 'The person has another citizen id already.');
    return [{ ...row, outcome: 'change', fields: [...row.fields, COLUMN.citizenId] }];
  });
}

/** Notes the citizen ids of new people, and those that a changed account had none of. */
export async function keepNumbers(tx: Tx, ports: ImportPorts, numbers: readonly { personId: string; citizenId: string }[]): Promise<void> {
  const kept = numbers.flatMap(({ personId, citizenId }) => {
    const { refs: [newest], vault } = keepNumber(ports, citizenId);
    return newest ? [{ personId, version: newest.version, ref: Buffer.from(newest.ref, 'hex'), vault }] : [];
  });
  const [first] = kept;
  if (first) await insertNumbers(tx, { person_ids: kept.map((each) => each.personId), refs: kept.map((each) => each.ref), vaults: kept.map((each) => each.vault) as string[], version: first.version, ...AT_DESK });
}
