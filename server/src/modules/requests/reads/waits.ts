import { dayInBangkok, daysBetween } from '@saphan/contracts/dates';
import type { Tx } from '#kernel/db.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { momentOf, readItemFacts } from '#modules/plans/index.ts';
import type { RequestState, Waits } from '../schemas.ts';
import { chainsOf, type WaitEdge } from './chains.ts';
import { agenciesById, datasetOf } from './lines.ts';
import { listOpenAt, type ListOpenAtRow } from './requests.sql.gen.ts';
import type { Sees } from './sees.ts';

const CHAINS = 50;
type Open = ListOpenAtRow & { sinceOn: string; days: number; mayOpen: boolean };

/** Who waits for whom as of a day: per dataset, and as chains of agencies; the longest wait first. */
export async function readWaits(tx: Tx, asOf: string | null, sees: Sees, now: Date): Promise<Waits> {
  const moment = momentOf(asOf, now);
  const agencies = await agenciesById(tx);
  const open = (await listOpenAt(tx, { at: moment.at })).map((row): Open => {
    const sinceOn = dayInBangkok(row.sent_at) as string;
    return { ...row, sinceOn, days: daysBetween(sinceOn, moment.day), mayOpen: sees.whole || sees.agencies.includes(row.requester_id) || sees.agencies.includes(row.provider_id) };
  });
  const dueOn = new Map((await readItemFacts(tx, moment.at)).map((fact) => [fact.datasetId, fact.dueOn]));
  const { chains, more } = chainsOf(edgesOf(open));
  return {
    asOf: moment.day, recordedAt: moment.at, datasets: byDataset(open, agencies, dueOn),
    chains: chains.slice(0, CHAINS).map(({ links, days, round }) => ({ days, round, links: links.map((link) => viewLink(link, open, agencies)) })), more: more || chains.length > CHAINS,
  };
}

function byDataset(open: readonly Open[], agencies: ReadonlyMap<string, Agency>, dueOn: ReadonlyMap<number, string | null>): Waits['datasets'] {
  const groups = Map.groupBy(open, (row) => (row.dataset_id === null ? `request ${row.id}` : `dataset ${row.dataset_id}`));
  return [...groups.values()].map((rows) => {
    const first = rows[0] as Open;
    return {
      // Words are the agency's own: others only learn that somebody waits.
      dataset: datasetOf(first), datasetWords: first.mayOpen ? first.dataset_words : null, provider: agencies.get(first.provider_id) as Agency, dueOn: first.dataset_id === null ? null : dueOn.get(first.dataset_id) ?? null,
      longestDays: first.days,
      waiting: rows.map((row) => ({
        requestId: row.mayOpen ? row.id : null, requester: agencies.get(row.requester_id) as Agency, state: row.state as RequestState, sinceOn: row.sinceOn, days: row.days, wantedOn: row.mayOpen ? row.wanted_on : null,
      })),
    };
  }).toSorted((a, b) => b.longestDays - a.longestDays);
}

function edgesOf(open: readonly Open[]): WaitEdge[] {
  const pairs = Map.groupBy(open, ({ requester_id, provider_id }) => `${requester_id} ${provider_id}`);
  return [...pairs.values()].map((rows) => ({ from: (rows[0] as Open).requester_id, to: (rows[0] as Open).provider_id, requests: rows.length, longestDays: Math.max(...rows.map(({ days }) => days)) }));
}

function viewLink({ from, to, requests, longestDays }: WaitEdge, open: readonly Open[], agencies: ReadonlyMap<string, Agency>): Waits['chains'][number]['links'][number] {
  const longest = open.find((row) => row.requester_id === from && row.provider_id === to && row.days === longestDays);
  return { requester: agencies.get(from) as Agency, provider: agencies.get(to) as Agency, requests, longestDays, requestId: longest?.mayOpen ? longest.id : null };
}
