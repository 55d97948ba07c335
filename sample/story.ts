import { fillAgencyTable, tableOf } from './agency-tables.ts';
import { contractYamlOf } from './contract-of.ts';
import { isFiled, makeFile, roundsOf } from './make-file.ts';
import { isGenerated, type Generated, type SampleDataset } from './ministry.ts';
import { makePostalFile, postalContractYaml } from './postal.ts';
import type { SamplePorts } from './ports.ts';

export interface Stage { ports: SamplePorts; today: string; signal: AbortSignal }

/** Runs a story will have: what the sample's progress counts. */
export function stepsOf(dataset: SampleDataset): number {
  if (dataset.story === 'real') return 1;
  return isGenerated(dataset) ? roundsOf(dataset) : 0;
}

/** Plays a dataset's story from where it stands; `ran` is called after each run. Every step may be repeated without effect. */
export async function playStory(dataset: SampleDataset, stage: Stage, ran: () => void): Promise<void> {
  const { ports } = stage;
  if (dataset.story === 'real') return playReal(dataset, stage, ran);
  if (!isGenerated(dataset)) return;
  const sourceId = await setUpSource(dataset, stage);
  if (dataset.story === 'source') return;
  await ports.agreeContract(dataset.slug, contractYamlOf(dataset));
  for (let round = 1; round <= roundsOf(dataset); round += 1) {
    const state = await deliver(dataset.slug, round, stage, () => bringRows(dataset, round, sourceId, stage));
    if (dataset.story === 'rejected' && state === 'held') await turnDown(dataset, round, ports);
    ran();
  }
}

async function playReal(dataset: SampleDataset, stage: Stage, ran: () => void): Promise<void> {
  const { ports } = stage;
  await ports.agreeContract(dataset.slug, postalContractYaml(dataset));
  await deliver(dataset.slug, 1, stage, async () => {
    const file = await makePostalFile();
    return { rawId: await ports.keepRaw(file.name, file.bytes) };
  });
  ran();
}

/** The agency's table must be there before the source is tried. */
async function setUpSource(dataset: Generated, { ports, today }: Stage): Promise<number | null> {
  if (dataset.shape !== 'postgres') return null;
  if (dataset.story === 'source') await fillAgencyTable(ports, { dataset, round: 1, today });
  return ports.createSource(dataset.slug, tableOf(dataset.slug));
}

/** Starts the run of a round unless it was started before, and waits for its end. */
async function deliver(slug: string, round: number, { ports, signal }: Stage, bring: () => Promise<{ rawId: number } | { sourceId: number }>): Promise<string> {
  signal.throwIfAborted();
  const before = (await ports.listRuns(slug))[round - 1];
  const id = before?.id ?? await ports.startRun(slug, await bring());
  return ports.waitForRun(id, signal);
}

async function bringRows(dataset: Generated, round: number, sourceId: number | null, { ports, today }: Stage): Promise<{ rawId: number } | { sourceId: number }> {
  if (!isFiled(dataset)) {
    await fillAgencyTable(ports, { dataset, round, today });
    return { sourceId: sourceId as number };
  }
  const file = await makeFile({ dataset, round, today }, ports.scratchFolder);
  return { rawId: await ports.keepRaw(file.name, file.bytes) };
}

async function turnDown(dataset: Generated, round: number, ports: SamplePorts): Promise<void> {
  const run = (await ports.listRuns(dataset.slug))[round - 1];
  if (run) await ports.decideRun(run.id, { approve: false, reason: 'แถวผิดมากเกินไป ขอให้หน่วยงานส่งไฟล์ใหม่ · Too many wrong rows; the agency is asked for a new file' });
}
