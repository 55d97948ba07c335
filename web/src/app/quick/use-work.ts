import { formatNearDate } from '@saphan/contracts/dates';
import { useQueries, useQuery } from '@tanstack/react-query';
import { contractsQuery, runQuery, runsQuery } from '../../api/queries.ts';
import type { DatasetCard, Run } from '../../api/types.ts';
import { runGlyph } from '../../ui/run-mark.ts';
import { useLang, useMessages, useSay } from '../lang.ts';
import type { Hit } from './hit.ts';
import type { Question } from './question.ts';

/** Of how many of the found datasets the list shows runs and contracts: more when that is what was named. */
const ofDatasets = { named: 5, beside: 2 };
const runsEach = 2;
const latestRuns = 5;

/** The run of the number that was typed, then the newest runs of the datasets found; after the bare word, the newest of all. */
export function useRuns(question: Question, cards: DatasetCard[]): Hit[] {
  const words = useMessages().run;
  const say = useSay();
  const lang = useLang();
  const named = question.kind === 'run';
  const one = useQuery({ ...runQuery(question.number ?? 0), enabled: question.number !== null && (named || question.kind === null) });
  const latest = useQuery({ ...runsQuery({ limit: latestRuns }), enabled: named && question.text === '' });
  const others = useQueries({ queries: cards.slice(0, named ? ofDatasets.named : ofDatasets.beside).map(({ slug }) => runsQuery({ dataset: slug, limit: runsEach })) });
  const runs = [...(one.data ? [one.data] : []), ...(named && question.text === '' ? latest.data?.items ?? [] : []), ...others.flatMap(({ data }) => data?.items ?? [])];
  return uniqueById(runs).map((run) => ({
    id: `run-${run.id}`, to: `/runs/${run.id}`, title: `${words.number({ id: run.id })} ${say(run.dataset, 'title')}`,
    note: `${words.states[run.state]} · ${formatNearDate(run.createdAt, new Date(), lang)}`, sign: { glyph: runGlyph[run.state] },
  }));
}

function uniqueById(runs: Run[]): Run[] {
  return runs.filter((run, at) => runs.findIndex(({ id }) => id === run.id) === at);
}

/** The contracts in force of the datasets found. */
export function useContracts(question: Question, cards: DatasetCard[]): Hit[] {
  const words = useMessages().quick;
  const say = useSay();
  const lang = useLang();
  const asked = cards.slice(0, question.kind === 'contract' ? ofDatasets.named : ofDatasets.beside);
  const answered = useQueries({ queries: asked.map(({ slug }) => contractsQuery(slug)) });
  return asked.flatMap((card, at): Hit[] => {
    const newest = answered[at]?.data?.items[0];
    if (!newest) return [];
    return [{
      id: `contract-${card.slug}`, to: `/datasets/${card.slug}`, hash: 'contract', title: say(card, 'title'),
      note: `${words.contractVersion({ version: newest.version })} · ${formatNearDate(newest.createdAt, new Date(), lang)}`, sign: { icon: 'document' },
    }];
  });
}
