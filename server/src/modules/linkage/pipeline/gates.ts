import type { Contract } from '@saphan/contracts/contract';
import type { RuleFinding } from './rules.ts';

/** What the gates look at; `previous` is null for the first release. */
export interface GateFacts {
  rowsRead: number;
  rowsBad: number;
  /** What changed since the last reading only. */
  part?: boolean;
  /** Rows that the source says it gave; null when it does not say. */
  sourceRows?: number | null;
  rows: number;
  added: number;
  removed: number;
  nulls: { column: string; share: number }[];
  /** Column → share of B.E. spellings among its dates, 0–1. */
  beShare: Record<string, number>;
  findings: RuleFinding[];
  previous: null | { rows: number; nulls: { column: string; share: number }[]; beShare: Record<string, number> };
}

/** `warned`: above its limit, and the contract lets it pass all the same. */
export interface GateResult { name: string; value: number | null; limit: number | null; ok: boolean; warned?: boolean; th: string; en: string }

/** A part of fewer rows is judged as one of so many: one bad row among the three of a minute is no reason to stop what runs every minute. */
const LEAST_PART = 100;

const percent = (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)}%`;

/**
 * Judges a checked run before anyone sees its data: above a limit the run is held and the former release stays.
 * Rules of severity hold count as gates with limit 0.
 */
export function judgeGates(contract: Contract, facts: GateFacts): GateResult[] {
  const { gates } = contract;
  const judged = facts.part ? Math.max(facts.rowsRead, LEAST_PART) : facts.rowsRead;
  const results = [ratioGate('reject-ratio', judged === 0 ? 0 : facts.rowsBad / judged, gates.maxRejectRatio, 'กักแถว', 'quarantined')];
  if (facts.sourceRows !== null && facts.sourceRows !== undefined) results.push(completeness(facts.rowsRead, facts.sourceRows));
  for (const { rule, severity, count, said } of facts.findings) {
    if (severity === 'reject') continue;
    results.push({ name: `rule:${rule}`, value: count, limit: severity === 'hold' ? 0 : null, ok: severity === 'warn' || count === 0, ...(severity === 'warn' && count > 0 && { warned: true }), th: said?.th ?? `กติกา ${rule} ไม่ผ่าน ${count} แถว`, en: said?.en ?? `rule ${rule} fails on ${count} rows` });
  }
  const before = facts.previous;
  if (!before || before.rows === 0) return results;
  results.push(
    ratioGate('row-change', Math.abs(facts.rows - before.rows) / before.rows, gates.maxRowChangeRatio, 'จำนวนแถวเปลี่ยน', 'row count change'),
    ratioGate('deletes', facts.removed / before.rows, gates.maxDeleteRatio, 'แถวหาย', 'rows removed'),
    ratioGate('key-churn', Math.min(facts.added, facts.removed) / before.rows, gates.maxKeyChurnRatio, 'กุญแจถูกสลับ', 'keys exchanged'),
    driftGate('null-drift', facts.nulls.map(({ column, share }) => [column, share - (before.nulls.find((each) => each.column === column)?.share ?? share)]), gates.maxNullDrift, 'ค่าว่างเพิ่ม', 'null share rise'),
    driftGate('calendar-drift', Object.entries(facts.beShare).map(([column, share]) => [column, Math.abs(share - (before.beShare[column] ?? share))]), gates.maxCalendarDrift, 'สัดส่วน พ.ศ. เปลี่ยน', 'B.E. share change'),
  );
  return results;
}

/** An extract that is not what the source says it gave is not whole: what it lacks would count as deleted. */
function completeness(read: number, given: number): GateResult {
  return { name: 'source-rows', value: Math.abs(given - read), limit: 0, ok: read === given, th: `อ่านได้ ${read} แถว ต้นทางบอกว่าให้มา ${given} แถว`, en: `${read} rows were read, the source says it gave ${given}` };
}

/** A share that is above its limit or not; null limits nothing. */
export function ratioGate(name: string, value: number, limit: number | null, th: string, en: string): GateResult {
  const bound = limit === null ? '' : ` เกณฑ์ ${percent(limit)}`;
  return { name, value, limit, ok: limit === null || value <= limit, th: `${th} ${percent(value)}${bound}`, en: `${en} ${percent(value)}${limit === null ? '' : `, limit ${percent(limit)}`}` };
}

function driftGate(name: string, drifts: [string, number][], limit: number | null, th: string, en: string): GateResult {
  const [column, value] = drifts.reduce((worst, each) => (each[1] > worst[1] ? each : worst), ['', 0] as [string, number]);
  const gate = ratioGate(name, value, limit, th, en);
  return column ? { ...gate, th: `${gate.th} (${column})`, en: `${gate.en} (${column})` } : gate;
}
