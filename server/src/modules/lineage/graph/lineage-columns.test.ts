import { expect, it } from 'vitest';
import type { Column } from '@saphan/contracts/contract';
import type { ReleaseColumn } from '#modules/lake/index.ts';
import { tableColumn } from '../../linkage/testing/table-house.ts';
import { contractWith } from '../testing/lineage-house.ts';
import { describeColumns } from './lineage-columns.ts';

const COLUMNS = 2_000;
const VERSIONS = 10;

/** A column that counts how often it is asked who it is. */
function counted<T extends { fieldId: number; name: string }>(column: T, asked: { times: number }): T {
  const { fieldId, name } = column;
  return Object.defineProperties({ ...column }, {
    fieldId: { enumerable: true, get: () => { asked.times += 1; return fieldId; } }, name: { enumerable: true, get: () => { asked.times += 1; return name; } },
  });
}

it('of thousands of columns asks each a few times, not once for every other', () => {
  const asked = { times: 0 };
  const agreed = (version: number): Column[] => Array.from({ length: COLUMNS }, (_, i) => counted(tableColumn(i + 1, version === 1 && i === 7 ? 'former' : `c${i}`, i < 2 ? 'decimal' : 'text', { primaryKey: i === 2 ? 1 : null }), asked));
  const rules = [{ id: 'r', sql: "c5 <> 'c6'", severity: 'warn' as const, titleTh: 'กฎ', titleEn: 'rule' }];
  const versions = Array.from({ length: VERSIONS }, (_, i) => ({ version: i + 1, contract: contractWith('wide', agreed(i + 1), { rules }) }));
  const released = (versions.at(-1)?.contract.columns ?? []).map(({ fieldId, name, titleTh, titleEn, type, primaryKey }) => counted({
    fieldId, name, titleTh, titleEn, type, stored: type === 'decimal' ? 'DECIMAL(18,6)' : 'VARCHAR', key: primaryKey !== null, personalData: 'none', shown: 'clear', companionOf: null, codeList: null,
  } as unknown as ReleaseColumn, asked));
  asked.times = 0;
  const told = describeColumns({
    release: { columns: released, profile: [] }, contract: versions.at(-1)?.contract ?? null, versions, lineage: { columns: {}, beShare: {} }, cursors: ['c9'], seesSources: true,
    users: [{ slug: 'other', column: 'code', list_column: 'c2' }],
  }, released);
  expect(asked.times).toBeLessThan(COLUMNS * VERSIONS * 10);
  expect(told).toHaveLength(COLUMNS);
  const usesOf = (at: number) => told[at]?.uses.map(({ kind }) => kind);
  expect([usesOf(2), usesOf(5), usesOf(6), usesOf(9)]).toEqual([['key', 'code-list-of'], ['rule'], [], ['cursor']]);
  expect(told[7]?.history).toEqual([{ fromVersion: 1, toVersion: 1, name: 'former', source: 'former', type: 'text' }, { fromVersion: 2, toVersion: VERSIONS, name: 'c7', source: 'c7', type: 'text' }]);
});
