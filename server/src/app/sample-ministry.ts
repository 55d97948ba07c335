import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { todayInBangkok } from '@saphan/contracts/dates';
import { publicUrlOf, type Config } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import { openLog, type Log } from '#kernel/log.ts';
import type { Actor } from '#kernel/policy.ts';
import { findDataset, moveRecord, saveRecord, selectDataset, selectRecord } from '#modules/catalog/index.ts';
import {
  agreeContract, createSource, decideRun, hearRuns, keepRaw, listRunViews, selectLinkageFacts, selectRunView, startRun, type LinkagePorts,
} from '#modules/linkage/index.ts';
import { addDataset } from '#modules/plans/index.ts';
import type { SampleWriting } from '../../../sample/records.ts';
import { loadSample, type LoadResult } from '../../../sample/load.ts';
import type { SamplePorts } from '../../../sample/ports.ts';
import { findDatabaseUrl } from './database-url.ts';
import { openLinkagePorts } from './house.ts';
import { openRegister } from './register.ts';
import { replaceFile } from './replace-file.ts';
import { fillMeetings } from './sample-meetings.ts';
import { fillAgencies } from './sample-agencies.ts';
import { fillAgreements } from './sample-agreements.ts';
import { fillEdges } from './sample-edges.ts';
import { fillExchanges } from './sample-exchanges.ts';
import { fillHostedServices } from './sample-hosted-services.ts';
import { fillSystems } from './sample-systems.ts';
import { fillPlan } from './sample-plan.ts';
import { fillRequests } from './sample-requests.ts';
import { fillSurvey } from './sample-survey.ts';
import { fillPortal } from './sample-portal.ts';
import { openAgencyDatabase, type AgencyDatabase } from './sample-agency-database.ts';
import { sampleProgressFile } from './system-routes.ts';

const actor: Actor = { name: 'sample-ministry', role: 'operator' };
const ended: readonly string[] = ['published', 'held', 'no_change', 'rejected', 'failed', 'cancelled', 'superseded'];
const lookAgainMs = 2_000;
/** A story may break off, when the database is away for instance; what is still broken after the last pass is left and said in the log. */
const passesAtMost = 3;

/** Loads the sample ministry into the running house; what an earlier, killed loading did is found and not done twice. */
export async function loadSampleMinistry(config: Config, signal: AbortSignal = new AbortController().signal): Promise<LoadResult> {
  const log = openLog('sample', config.logLevel);
  const url = findDatabaseUrl(config);
  const db = await openRegister(url, log);
  try {
    const linkage = await openLinkagePorts({ config, db, log });
    const ports = samplePorts(config, db, log, linkage, await openAgencyDatabase(config, url));
    let result = await loadSample(ports, signal);
    for (let pass = 2; result.brokenOff > 0 && pass <= passesAtMost && !signal.aborted; pass += 1) result = await loadSample(ports, signal);
    ports.report({ done: result.runs, total: result.runs });
    log[result.brokenOff > 0 ? 'error' : 'info'](result, 'the sample ministry is loaded');
    return result;
  } finally {
    await db.close();
  }
}

function samplePorts(config: Config, db: Database, log: Log, linkage: LinkagePorts, agencies: AgencyDatabase): SamplePorts {
  mkdirSync(config.spillDir, { recursive: true });
  const inDataset = <T>(slug: string, work: (tx: Parameters<Parameters<Database['tx']>[0]>[0], dataset: { id: number; slug: string }) => Promise<T>): Promise<T> =>
    db.tx(async (tx) => work(tx, await selectDataset(tx, slug)));
  return {
    scratchFolder: config.spillDir,
    startedOn: async () => readOrNote(join(config.dataDir, 'sample-started-on'), todayInBangkok(new Date())),
    addDataset: (dataset) => db.tx(async (tx) => { if (!await findDataset(tx, dataset.slug)) await addDataset(tx, actor, dataset, new Date()); }),
    fillRecord: (slug, agencyId, writing) => db.tx((tx) => fillRecord(tx, slug, agencyId, writing)),
    fillPortal: (portal, slugs, today) => fillPortal({ db, masterKey: linkage.masterKey, publicUrl: publicUrlOf(config, config.port) }, portal, slugs, today),
    fillAgencies: (agency) => fillAgencies(db, agency),
    fillPlan: (plan) => fillPlan(db, plan),
    fillSystems: (systems) => fillSystems(db, join(config.dataDir, 'sample-system-keys'), systems),
    fillHostedServices: (services) => fillHostedServices(db, services),
    fillAgreements: (agreements, offer, today) => fillAgreements(db, agreements, offer, today),
    fillExchanges: (calls) => fillExchanges({ db, baseUrl: publicUrlOf(config, config.port), dataDir: config.dataDir, keyFolder: join(config.dataDir, 'sample-system-keys') }, calls),
    fillEdges: (edge) => fillEdges({ baseUrl: publicUrlOf(config, config.port), dataDir: config.dataDir, keyFolder: join(config.dataDir, 'sample-system-keys') }, edge),
    fillRequests: (requests, today) => fillRequests(db, requests, today),
    fillSurvey: (survey) => fillSurvey(db, survey),
    fillMeetings: (committee) => fillMeetings(db, committee),
    agreeContract: (slug, yaml) => inDataset(slug, async (tx, dataset) => { await agreeContract(tx, actor, dataset, yaml, null); }),
    createSource: (slug, table) => inDataset(slug, async (tx, dataset) => {
      const before = (await selectLinkageFacts(tx, dataset.id)).sources.find((source) => source.kind === 'postgres');
      return (before ?? await createSource(tx, linkage, actor, dataset.id, { kind: 'postgres', config: agencies.sourceOf(table) })).id;
    }),
    keepRaw: async (name, bytes) => (await keepRaw(linkage, Readable.from([bytes]), name)).rawId,
    startRun: (slug, of) => inDataset(slug, (tx, dataset) => startRun(tx, actor, { dataset, ...of, trigger: 'sample' })),
    listRuns: (slug) => inDataset(slug, async (tx, dataset) => (await listRunViews(tx, { datasetId: dataset.id, limit: 200 })).filter((run) => run.trigger === 'sample').toReversed()),
    waitForRun: (id, signal) => waitForRun(db, id, signal),
    decideRun: (id, decision) => db.tx((tx) => decideRun(tx, actor, id, decision)),
    inAgencyDatabase: (work) => agencies.fill(work),
    report: ({ done, total }) => replaceFile(sampleProgressFile(config), JSON.stringify({ running: done < total, done, total })),
    warn: (slug, error) => log.warn({ dataset: slug, error: String(error) }, 'a story of the sample broke off'),
  };
}

/** Written by the agency's steward, then handed on; a record that anybody wrote is left as it is. */
async function fillRecord(tx: Parameters<Parameters<Database['tx']>[0]>[0], slug: string, agencyId: string, { draft, steps }: SampleWriting): Promise<void> {
  const people: Record<SampleWriting['steps'][number]['by'], Actor> = { steward: { name: `${agencyId}-steward`, role: 'steward' }, secretariat: { name: 'sample-secretariat', role: 'secretariat' }, operator: actor };
  if ((await selectRecord(tx, slug)).version > 1) return;
  await saveRecord(tx, people.steward, slug, draft);
  for (const { step, by, comment } of steps) await moveRecord(tx, people[by], slug, step, comment);
}

/** Woken by the run's own notifications; looks by itself too, in case one is missed. */
async function waitForRun(db: Database, id: number, signal: AbortSignal): Promise<string> {
  let wake = () => {};
  const deaf = hearRuns(db, (moved) => { if (moved === null || moved === id) wake(); });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { state } = await db.read((tx) => selectRunView(tx, id));
      if (ended.includes(state)) return state;
      await Promise.race([new Promise<void>((resolve) => { wake = resolve; }), sleep(lookAgainMs)]);
    }
  } finally {
    deaf();
  }
}

function readOrNote(file: string, text: string): string {
  if (!existsSync(file)) replaceFile(file, text);
  return readFileSync(file, 'utf8').trim();
}
