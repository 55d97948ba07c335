import type { QueryClient } from '@tanstack/react-query';
import { api, ask, told } from '../../api/client.ts';
import type { ContractAgreed } from '../../api/link-types.ts';
import type { DatasetCard, Run } from '../../api/types.ts';
import type { Desk } from './desk.ts';
import type { WorkSource } from './link-work.ts';

export type StartStep = 'dataset' | 'plan' | 'contract' | 'source' | 'run';
/** Stopped at one of the steps; what came before it is recorded. */
export class StartStopped extends Error {
  readonly step: StartStep;
  readonly reason: unknown;
  constructor(step: StartStep, reason: unknown) {
    super(`start stopped at ${step}`);
    this.name = 'StartStopped';
    this.step = step;
    this.reason = reason;
  }
}

export interface StartAsked { yaml: string; onStep: (step: StartStep) => void }

/**
 * Adds the dataset when it is new, records its due date, agrees the contract, sets up the source it was drafted from and starts the run, in this order.
 * Each step may be repeated: a dataset or a source that was added is not added again, an equal contract makes no new version, the same file is the same run.
 */
export async function startLink(desk: Desk, { yaml, onStep }: StartAsked): Promise<{ run: Run; agreed: ContractAgreed | null; slug: string }> {
  const { rawId, mode, basis, work } = desk;
  const at = async <Result>(step: StartStep, act: () => Promise<Result>): Promise<Result> => {
    onStep(step);
    try { return await act(); } catch (error) { throw new StartStopped(step, error); }
  };
  const slug = basis?.dataset.slug ?? work.added ?? await at('dataset', () => addDataset(desk));
  if (basis && work.dueOn && basis.dataset.dueOn === null) {
    await at('plan', () => ask('PUT', `/datasets/${slug}/plan`, { body: { dueOn: work.dueOn, reason: work.reason.trim() } }));
  }
  const agreed = mode === 'draft' ? await at('contract', () => ask<ContractAgreed>('POST', `/datasets/${slug}/contracts`, { body: { yaml, ...(work.note.trim() && { note: work.note.trim() }) } })) : null;
  const sourceId = work.source && (work.source.id ?? await at('source', () => addSource(desk, slug)));
  const run = await at('run', () => ask<Run>('POST', `/datasets/${slug}/runs`, { body: sourceId === null ? { rawId } : { sourceId } }));
  return { run, agreed, slug };
}

async function addDataset({ work, change }: Desk): Promise<string> {
  const contract = work.contract;
  const { slug } = await ask<DatasetCard>('POST', '/datasets', {
    body: { slug: contract?.dataset, agencyId: work.agencyId, titleTh: contract?.titleTh, titleEn: contract?.titleEn, ...(work.dueOn && { dueOn: work.dueOn }) },
  });
  change({ added: slug });
  return slug;
}

async function addSource({ work, change }: Desk, slug: string): Promise<number> {
  const source = work.source as WorkSource;
  const { id } = await told(api.POST('/api/v1/datasets/{slug}/sources', { params: { path: { slug } }, body: { sealed: source.sealed ?? '', name: source.name } }));
  change({ source: { ...source, id, sealed: null } });
  return id;
}

/** What the pages know of the dataset is old once a run has started. */
export function refreshAfterStart(client: QueryClient, slug: string): void {
  for (const queryKey of [['dataset', slug], ['datasets'], ['board'], ['runs']]) void client.invalidateQueries({ queryKey });
}
