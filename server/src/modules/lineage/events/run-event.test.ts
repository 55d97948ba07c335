import { describe, expect, it } from 'vitest';
import { originOf } from '../../../connectors/origins.ts';
import type { RunFacts } from '#modules/linkage/index.ts';
import { contractWith, plotColumns, PUBLIC_URL } from '../testing/lineage-house.ts';
import { specOf } from '../testing/spec.ts';
import { namingOf } from './names.ts';
import { runEvent } from './run-event.ts';

const naming = namingOf({ publicUrl: PUBLIC_URL, originOf }, 'here');
const facts = (more: Partial<RunFacts>): RunFacts => ({
  id: 7, dataset_id: 1, state: 'failed', trigger: 'schedule', replay_of: null, attempt: 2, nominal_at: '2026-11-20T23:00:00Z', created_at: '2026-11-20T23:00:01Z', started_at: '2026-11-20T23:00:02Z', finished_at: null,
  release_number: null, counts: null, progress: {}, gates: [], reject_summary: [{ code: 'DATE_INVALID', column: 'planted_on', count: 3 }], problem: { code: 'connectors.sign-in-refused', titleEn: 'The source refused the sign-in', detailEn: 'user farm at 10.0.0.7' }, reach: null,
  contract_version: 1, contract: contractWith('plots', plotColumns()), raw_sha256: null, raw_bytes: null, raw_name: null, raw_received_at: null, source_id: 3, source_kind: 'mysql', source_name: null, source_summary: 'x',
  source_config: { host: 'db.example', database: 'farm', table: 'plots', password: 's1.sealed' }, ...more,
} as RunFacts);
const dataset = { slug: 'plots', titleTh: 'แปลง', titleEn: 'Plots', descriptionTh: '', agencyId: 'rid' };
const told = (type: Parameters<typeof runEvent>[1], more: Partial<RunFacts> = {}): any => runEvent(naming, type, '2026-11-20T23:01:00.000Z', { facts: facts(more), dataset, release: null });

describe('a run event', () => {
  it('of a scheduled run that failed says when it was wanted and why it ended, without details and secrets', () => {
    const event = told('FAIL');
    expect(specOf(PUBLIC_URL)(event)).toEqual([]);
    expect(event.run.facets).toMatchObject({ nominalTime: { nominalStartTime: '2026-11-20T23:00:00Z' }, errorMessage: { message: 'connectors.sign-in-refused: The source refused the sign-in' } });
    expect(event.inputs[0]).toMatchObject({ namespace: 'mysql://db.example:3306', name: 'farm.plots', inputFacets: { dataQualityAssertions: { assertions: [{ assertion: 'DATE_INVALID', success: false, column: 'วันที่ปลูก', actual: '3' }] } } });
    expect(JSON.stringify(event)).not.toMatch(/10\.0\.0\.7|sealed/);
  });

  it('of a replay names the run that it mends, by the id which that one has for ever', () => {
    const event = told('START', { replay_of: 5, nominal_at: null, source_id: null, source_kind: null });
    expect(specOf(PUBLIC_URL)(event)).toEqual([]);
    expect(event.run.facets.parent).toMatchObject({ run: { runId: naming.runId(5) }, job: { name: 'plots.link' } });
    expect(naming.runId(5)).not.toBe(namingOf({ publicUrl: PUBLIC_URL, originOf }, 'elsewhere').runId(5));
    expect(event.inputs[0]).toMatchObject({ namespace: 'saphan://data.moac.example', name: 'uploads/plots' });
  });
});
