import { expect, it } from 'vitest';
import { partitionsOf, withPartition } from './partition-address.ts';

const january = { by: 'month', column: 'sold_on', id: '2025-01', span: { from: '2025-01-01', before: '2025-02-01' } } as const;

it('puts a partition into path, body and parameters, and never into the host', () => {
  const config = { url: 'https://{partition}.go.th/p/{partition:bbbbMM}.csv', body: '{"month":"{partition}"}', parameters: [{ name: 'm', value: '{partition:MM}' }] };
  expect(withPartition(config, january)).toEqual({ url: 'https://{partition}.go.th/p/256801.csv', body: '{"month":"2025-01"}', parameters: [{ name: 'm', value: '01' }] });
  const province = { by: 'value', column: 'p', id: 'เลย"/..?', span: null } as const;
  expect(withPartition({ url: 'https://a.go.th/{partition}', body: '["{partition}"]' }, province)).toEqual({ url: `https://a.go.th/${encodeURIComponent('เลย"/..?')}`, body: '["เลย\\"/..?"]' });
});

it('knows settings that read one partition only', () => {
  expect(partitionsOf({ url: 'https://{partition}.go.th' })).toBe('never');
  expect([{ url: 'https://a.go.th?m={partition}' }, { url: 'https://a.go.th', parameters: [{ name: 'm', value: '{partition:yyyy}' }] }].map(partitionsOf)).toEqual(['always', 'always']);
  expect(withPartition({ url: 'https://a.go.th/{partition}' }, undefined, new Date('2026-01-31T20:00:00Z')).url).toBe('https://a.go.th/2026-02');
});
