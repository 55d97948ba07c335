import { describe, expect, it } from 'vitest';
import type { Contract } from '@saphan/contracts/contract';
import { judgeGates, type GateFacts } from './gates.ts';

const contract = {
  gates: { maxRejectRatio: 0.05, maxRowChangeRatio: 0.2, maxDeleteRatio: 0.1, maxKeyChurnRatio: 0.3, maxNullDrift: 0.1, maxCalendarDrift: 0.2 },
} as Contract;
const calm: GateFacts = {
  rowsRead: 1000, rowsBad: 10, rows: 990, added: 5, removed: 5, nulls: [{ column: 'area', share: 0.02 }], beShare: { planted_on: 1 }, findings: [],
  previous: { rows: 990, nulls: [{ column: 'area', share: 0.01 }], beShare: { planted_on: 1 } },
};
const failing = (facts: Partial<GateFacts>) => judgeGates(contract, { ...calm, ...facts }).filter((gate) => !gate.ok).map((gate) => gate.name);

describe('gates', () => {
  it('let a calm run pass', () => { expect(failing({})).toEqual([]); });
  it('hold the run when 30 % of rows vanish', () => { expect(failing({ rows: 693, removed: 297, added: 0 })).toEqual(['row-change', 'deletes']); });
  it('hold the run when too many rows are quarantined', () => { expect(failing({ rowsBad: 51 })).toEqual(['reject-ratio']); });
  it('let one bad row of a small part pass, and hold it when most are bad', () => {
    expect(failing({ part: true, rowsRead: 3, rowsBad: 1 })).toEqual([]);
    expect(failing({ part: true, rowsRead: 10, rowsBad: 8 })).toEqual(['reject-ratio']);
    expect(failing({ rowsRead: 3, rowsBad: 1 })).toEqual(['reject-ratio']);
  });
  it('hold the run when keys are exchanged though the count stays', () => { expect(failing({ added: 400, removed: 400 })).toEqual(['deletes', 'key-churn']); });
  it('hold the run when a column empties', () => { expect(failing({ nulls: [{ column: 'area', share: 0.4 }] })).toEqual(['null-drift']); });
  it('hold the run when dates flip from B.E. to C.E.', () => { expect(failing({ beShare: { planted_on: 0 } })).toEqual(['calendar-drift']); });
  it('hold the run for a broken rule of severity hold and only mention one of severity warn', () => {
    expect(failing({ findings: [{ rule: 'a', severity: 'hold', count: 1 }, { rule: 'b', severity: 'warn', count: 9 }] })).toEqual(['rule:a']);
  });
  it('compare nothing for a first release', () => { expect(judgeGates(contract, { ...calm, previous: null }).map((gate) => gate.name)).toEqual(['reject-ratio']); });
});
