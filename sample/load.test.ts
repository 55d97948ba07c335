import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { loadSample } from './load.ts';
import type { SamplePorts } from './ports.ts';

interface House { datasets: Map<string, string>; written: Map<string, string>; runs: { id: number; slug: string; state: string }[]; decided: string[]; tables: number; progress: string[]; warned: string[] }

const emptyHouse = (): House => ({ datasets: new Map(), written: new Map(), runs: [], decided: [], tables: 0, progress: [], warned: [] });

/** A house that keeps what it is told and ends every run at once; it dies after so many runs. */
function portsOf(house: House, options: { diesAfter?: number; breaks?: string } = {}): SamplePorts {
  return {
    scratchFolder: tmpdir(),
    startedOn: async () => '2026-11-21',
    addDataset: async ({ slug, dueOn }) => { if (!house.datasets.has(slug)) house.datasets.set(slug, dueOn); },
    fillRecord: async (slug, _agencyId, { steps }) => { house.written.set(slug, steps.at(-1)?.step ?? 'draft'); },
    fillAgencies: async ({ id, into }) => { house.written.set('agency', `${id} ${into}`); },
    fillPlan: async ({ strategies }) => { const named = strategies.flatMap((each) => each.projects).flatMap((each) => each.datasets); house.written.set('plan', `${named.length} ${new Set(named).size}`); },
    fillMeetings: async ({ meetings }) => { house.written.set('meetings', meetings.map(({ state }) => state).join(' ')); },
    fillSystems: async () => undefined,
    fillHostedServices: async () => undefined,
    fillAgreements: async () => undefined,
    fillExchanges: async () => undefined,
    fillEdges: async () => undefined,
    fillRequests: async (requests) => { house.written.set('requests', requests.map(({ end }) => end).join(' ')); },
    fillSurvey: async ({ agencies }) => { house.written.set('survey', agencies.map(({ answering }) => answering).join(' ')); },
    fillPortal: async (portal, slugs) => { house.written.set('portal', `${slugs.filter((slug) => portal.topics(slug).length > 0).length} ${portal.requests.length}`); },
    agreeContract: async (slug) => { if (slug === options.breaks) throw new TypeError('away'); },
    createSource: async () => 1,
    keepRaw: async (_name, bytes) => bytes.length,
    async startRun(slug) {
      if (house.runs.length === options.diesAfter) throw new TypeError('killed');
      house.runs.push({ id: house.runs.length + 1, slug, state: /gap-farms|residue|burnt/.test(slug) ? 'held' : 'published' });
      return house.runs.length;
    },
    listRuns: async (slug) => house.runs.filter((run) => run.slug === slug),
    waitForRun: async (id) => house.runs[id - 1]?.state as string,
    async decideRun(id) {
      const run = house.runs[id - 1];
      if (run) { run.state = 'rejected'; house.decided.push(run.slug); }
    },
    inAgencyDatabase: async (work) => { house.tables += 1; await work(async () => undefined); },
    report: ({ done, total }) => { house.progress.push(`${done}/${total}`); },
    warn: (slug) => { house.warned.push(slug); },
  };
}

const never = new AbortController().signal;

it('opens to everybody what is open, and marks what tells about people', async () => {
  const told: Record<string, [number, boolean]> = {};
  const house = emptyHouse();
  const ports = portsOf(house);
  await loadSample({ ...ports, addDataset: async ({ slug, level, personal }) => { told[slug] = [level, personal]; } }, AbortSignal.abort());
  const counts = Object.values(told).map(([level, personal]) => `${level} ${personal}`);
  const howMany = (kind: string) => counts.filter((each) => each === kind).length;
  expect([howMany('0 false'), howMany('1 true'), howMany('1 false'), howMany('0 true')]).toEqual([71, 24, 38, 0]);
});

describe('loading the sample ministry', () => {
  // Every file of the ministry is made in a load: the load that nothing disturbs serves two tests.
  let undisturbed: Promise<{ house: House; result: Awaited<ReturnType<typeof loadSample>> }> | undefined;
  const loadAll = () => undisturbed ??= (async () => {
    const house = emptyHouse();
    return { house, result: await loadSample(portsOf(house), never) };
  })();

  it('plans every dataset, runs every story and turns down what is to be turned down', async () => {
    const { house, result } = await loadAll();
    expect(result).toEqual({ datasets: 133, runs: 111, brokenOff: 0 });
    expect(house.written.get('portal')).toBe('133 5');
    expect(house.written.size).toBe(139);
    expect(house.written.get('meetings')).toBe('adopted circulated coming');
    expect(house.written.get('survey')).toBe('accepted in-progress submitted returned late not-started');
    // Every dataset stands in one project at most; those of three agencies stand in none.
    expect(house.written.get('plan')).toBe('124 124');
    expect(house.datasets.get('rid-large-reservoirs-daily')).toBe('2025-10-02');
    expect(house.progress.at(-1)).toBe('111/111');
    expect(house.decided.toSorted()).toEqual(['dld-gap-farms', 'doa-residue-tests', 'hrdi-burnt-areas']);
    expect(house.tables).toBeGreaterThan(4);
  });

  it('takes up where it was killed and starts no run twice', async () => {
    const [{ house: whole }, broken] = [await loadAll(), emptyHouse()];
    for (const diesAfter of [0, 40]) await loadSample(portsOf(broken, { diesAfter }), never);
    expect(broken.runs).toHaveLength(40);
    await loadSample(portsOf(broken), never);
    const stories = (house: House) => house.runs.map(({ slug, state }) => `${slug} ${state}`).toSorted();
    expect(stories(broken)).toEqual(stories(whole));
  });

  it('goes on with the others when one story breaks off, and says which', async () => {
    const house = emptyHouse();
    expect(await loadSample(portsOf(house, { breaks: 'dof-shrimp-prices' }), never)).toMatchObject({ runs: 108, brokenOff: 1 });
    expect(house.warned).toEqual(['dof-shrimp-prices']);
  });
});
