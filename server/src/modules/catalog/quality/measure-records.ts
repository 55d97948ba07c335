import { systemClock } from '#kernel/clock.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { announceAll, type Consumer } from '#kernel/outbox.ts';
import { currentRelease } from '#modules/lake/index.ts';
import { recordOf } from '../metadata/reads/record-of.ts';
import { listRecordsById } from '../metadata/reads/records.sql.gen.ts';
import type { Quality } from './check.ts';
import { contentOf, type Content } from './content.ts';
import type { LinkProblem } from './link-problem.ts';
import { measure } from './measure.ts';
import { countTwins, keepQuality, listKnownContent, listLinkStates, listRecordsToMeasure } from './quality.sql.gen.ts';
import type { LinkState, Subject } from './subject.ts';

const AT_ONCE = 100;
const NIGHT_S = 24 * 3_600;

/** Measures these datasets and keeps what was found, in a fixed number of statements. Those whose grade changed are told, so that search follows. */
export async function measureDatasets(tx: Tx, datasetIds: readonly number[]): Promise<void> {
  const subjects = await readSubjects(tx, [...new Set(datasetIds)]);
  const now = systemClock.now();
  const rows = [...subjects].filter(([, { record }]) => record.state !== 'archived').map(([id, subject]) => ({ dataset_id: id, ...measure(subject, now), content: subject.content }));
  const changed = await keepQuality(tx, { rows });
  await announceAll(tx, 'catalog.record-changed', changed.map(({ dataset_id, slug }) => ({ datasetId: dataset_id, slug })));
}

/** What would be found of one dataset now; nothing is kept. */
export async function measureNow(tx: Tx, datasetId: number): Promise<Quality | null> {
  const subject = (await readSubjects(tx, [datasetId])).get(datasetId);
  return subject ? measure(subject, systemClock.now()) : null;
}

async function readSubjects(tx: Tx, ids: number[]): Promise<Map<number, Subject>> {
  const rows = await listRecordsById(tx, { ids });
  const known = new Map((await listKnownContent(tx, { ids })).map((row) => [row.dataset_id, row.content as Content]));
  const twins = new Map((await countTwins(tx, { ids })).map((row) => [row.dataset_id, row.twins]));
  const states = Map.groupBy(await listLinkStates(tx, { ids }), (row) => row.dataset_id);
  const subjects = new Map<number, Subject>();
  for (const row of rows) {
    const record = recordOf(row);
    const links = new Map((states.get(row.dataset_id) ?? []).map((each): [string, LinkState] => [each.resource_id, { ok: each.ok, problem: each.problem as LinkProblem | null, status: each.status, checkedAt: each.checked_at }]));
    subjects.set(row.dataset_id, { record, content: await contentNow(tx, row.dataset_id, record.release?.number ?? null, known.get(row.dataset_id)), links, twins: twins.get(row.dataset_id) ?? 0 });
  }
  return subjects;
}

/** A profile is read once a release. */
async function contentNow(tx: Tx, datasetId: number, number: number | null, known: Content | undefined): Promise<Content | null> {
  if (number === null) return null;
  if (known?.number === number) return known;
  const release = await currentRelease(tx, datasetId);
  return release && contentOf(release);
}

/** Measured again whenever a record, its resources or its release change. */
export const hearChanges: Consumer = {
  name: 'catalog.quality', topics: ['catalog.record-changed'],
  hear: (tx, { payload }) => measureDatasets(tx, [payload.datasetId as number]),
  hearAll: async (tx, events) => {
    const ids = [...new Set(events.map(({ payload }) => payload.datasetId as number))];
    for (let i = 0; i < ids.length; i += AT_ONCE) await measureDatasets(tx, ids.slice(i, i + AT_ONCE));
  },
};

/** Everything, every night: time passes also where nobody changes anything. */
export async function measureAll(db: Database, signal?: AbortSignal): Promise<void> {
  for (let after: number | null = 0; after !== null && !signal?.aborted;) {
    const from: number = after;
    after = await db.tx(async (tx) => {
      const ids = (await listRecordsToMeasure(tx, { after: from, limit: AT_ONCE })).map(({ dataset_id }) => dataset_id);
      if (ids.length > 0) await measureDatasets(tx, ids);
      return ids.length < AT_ONCE ? null : ids.at(-1) as number;
    });
  }
}

export const measureNightly: Job = { name: 'catalog.measure-quality', everySeconds: NIGHT_S, leaseSeconds: 4 * 3_600, run: measureAll };
