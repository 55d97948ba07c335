import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isDatasetSlug } from '@saphan/contracts/ids';
import { parseContract } from '@saphan/contracts/odcs/parse';
import { readMinistry, type SampleDataset } from './ministry.ts';
import { makePostalFile, postalContractYaml } from './postal.ts';

const ministry = readMinistry();
const agencies = (parse(readFileSync(new URL('../definitions/agencies.yaml', import.meta.url), 'utf8')) as { agencies: { id: string }[] }).agencies.map(({ id }) => id);

describe('the sample ministry', () => {
  it('plans 133 datasets of 22 agencies, each under a name of its own', () => {
    expect(ministry).toHaveLength(133);
    expect(new Set(ministry.map(({ slug }) => slug)).size).toBe(133);
    expect(ministry.filter(({ slug }) => !isDatasetSlug(slug))).toEqual([]);
    expect([...new Set(ministry.map(({ agencyId }) => agencyId))].toSorted()).toEqual(agencies.toSorted());
  });

  it('reaches every state whatever day it is started on', () => {
    const due = (story: SampleDataset['story']) => ministry.filter((dataset) => dataset.story === story).map(({ dueInDays }) => dueInDays);
    for (const story of ['fresh', 'stale', 'failing', 'held', 'real'] as const) expect(due(story).length, story).toBeGreaterThan(0);
    for (const story of ['no-source', 'source', 'contract', 'first-held', 'rejected'] as const) expect(Math.max(...due(story)), story).toBeLessThan(0);
    expect(Math.min(...due('planned'))).toBeGreaterThan(7);
  });

  it('calls only generated data synthetic, and has real data', async () => {
    const real = ministry.filter(({ story }) => story === 'real');
    expect(real.map(({ slug }) => slug)).toEqual(['ops-postal-subdistricts']);
    const records = (await makePostalFile()).bytes.toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, string | null>);
    expect(records).toHaveLength(7499);
    // The flaws of the real data: postal codes without a subdistrict, and a name with a note in brackets.
    expect(records.filter((record) => record['subdistrict_code'] === null)).toHaveLength(24);
    expect(records.filter((record) => /[()]/.test(record['subdistrict_th'] ?? ''))).toHaveLength(1);
    expect(parseContract(postalContractYaml(real[0] as SampleDataset))).toHaveProperty('contract.dataset', 'ops-postal-subdistricts');
  });
});
