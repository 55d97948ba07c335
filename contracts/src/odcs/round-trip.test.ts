import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyContract } from '../testing/any-contract.ts';
import { classifyChange } from './classify.ts';
import { parseContract } from './parse.ts';
import { writeContract } from './write.ts';

test('a written contract reads back as the same contract', () => {
  fc.assert(fc.property(anyContract, (contract) => {
    expect(parseContract(writeContract(contract))).toEqual({ contract });
  }), { numRuns: 150 });
});

test('a contract compared with its own text has no change', () => {
  fc.assert(fc.property(anyContract, (contract) => {
    const read = parseContract(writeContract(contract));
    expect('contract' in read && classifyChange(contract, read.contract)).toEqual({ change: 'none', changes: [] });
  }), { numRuns: 50 });
});

test('no text makes the reader throw, and every problem has both languages and a place', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), anyContract.chain((contract) => spoilt(writeContract(contract)))), (text) => {
    const read = parseContract(text);
    if ('contract' in read) return;
    expect(read.problems.length).toBeGreaterThan(0);
    for (const problem of read.problems) {
      expect(problem.th).toMatch(/[ก-๙]/);
      expect(problem.en).toMatch(/[a-z]/);
      expect(problem.line).toBeGreaterThan(0);
    }
  }), { numRuns: 200 });
});

/** The text with one stretch cut out or doubled. */
function spoilt(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(text.length), fc.nat(60), fc.boolean()).map(([at, length, double]) =>
    text.slice(0, at) + (double ? text.slice(at, at + length).repeat(2) : '') + text.slice(at + length));
}
