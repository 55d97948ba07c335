import { describe, expect, it, test } from 'vitest';
import { fillPartition, hasPartition, listPartitions, nextPartition, partitionOf, partitionSpan, partitionWords, type PartitionBy } from './partitions.ts';

describe('a partition', () => {
  test.each<[PartitionBy, string, string, string, string, string]>([
    ['day', '2025-02-28', '2025-02-28', '2025-03-01', '28 ก.พ. 2568', '28 Feb 2025'],
    ['month', '2024-02', '2024-02-01', '2024-03-01', 'ก.พ. 2567', 'Feb 2024'],
    ['month', '2024-12', '2024-12-01', '2025-01-01', 'ธ.ค. 2567', 'Dec 2024'],
    ['year', '2025', '2025-01-01', '2026-01-01', 'ปี 2568', '2025'],
    ['fiscal-year', '2568', '2024-10-01', '2025-10-01', 'ปีงบประมาณ 2568', 'fiscal year 2025'],
    ['crop-year', '2567/68', '2024-05-01', '2025-05-01', 'ปีเพาะปลูก 2567/68', 'crop year 2024/25'],
  ])('by %s %s is %s to before %s', (by, id, from, before, th, en) => {
    expect(partitionSpan(by, id)).toEqual({ from, before });
    expect([partitionWords(by, id, 'th'), partitionWords(by, id, 'en')]).toEqual([th, en]);
    expect(partitionOf(by, from)).toBe(id);
    expect(nextPartition(by, nextPartition(by, id) as string, -1)).toBe(id);
  });

  test.each<[PartitionBy, string]>([['day', '2025-02-29'], ['month', '2025-13'], ['month', '2025-1'], ['year', '25'], ['fiscal-year', '2025'], ['crop-year', '2567/69'], ['value', 'เชียงใหม่'], ['month', "2025-01' or 1=1"]])('by %s is not %s', (by, id) => {
    expect(partitionSpan(by, id)).toBeNull();
  });

  it('is listed from one to another, never endlessly', () => {
    expect(listPartitions('month', '2024-11', '2025-02', 10)).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(listPartitions('crop-year', '2599/00', '2600/01', 10)).toEqual(['2599/00', '2600/01']);
    expect(listPartitions('month', '2025-02', '2024-11', 10)).toBeNull();
    expect(listPartitions('day', '2000-01-01', '2025-01-01', 1000)).toBeNull();
  });

  it('goes into the places of an address', () => {
    const month = { by: 'month', id: '2025-01' } as const;
    expect(fillPartition('https://x.go.th/{partition}/p-{partition:bbbbMM}.csv', month)).toBe('https://x.go.th/2025-01/p-256801.csv');
    expect(fillPartition('?q={partition}', { by: 'value', id: 'เลย&a=b' }, encodeURIComponent)).toBe('?q=%E0%B9%80%E0%B8%A5%E0%B8%A2%26a%3Db');
    expect([hasPartition('/a/{partition:yyyy}'), hasPartition('/a/{part}')]).toEqual([true, false]);
  });
});
