import { useQuery } from '@tanstack/react-query';
import { agenciesQuery } from '../../api/queries.ts';
import { runGroups } from '../../pages/runs/run-groups.ts';
import { stateGlyph, stateOrder } from '../../ui/state-mark.ts';
import { langs, messagesFor, useMessages, useSay } from '../lang.ts';
import { useNav } from '../use-nav.ts';
import type { Hit } from './hit.ts';
import { answers, type Question } from './question.ts';

const mostAgencies = 4;
const mostFilters = 4;

/** Pages that answer, in the words of either language; all pages while nothing is asked, else also their filters. */
export function usePages(question: Question, typed: string): Hit[] {
  const words = useMessages();
  const said = { ...question, words: question.words.length > 0 ? question.words : typed.trim().toLowerCase().split(/\s+/) };
  const pages = useNav().flatMap((group) => group.pages).filter(({ name }) => answers(said, langs.flatMap((lang) => [messagesFor(lang).shell.nav[name], messagesFor(lang).quick.also[name] ?? ''])))
    .map(({ to, name, icon }): Hit => ({ id: `page-${name}`, to, title: words.shell.nav[name], sign: { icon } }));
  return typed.trim() === '' ? pages : [...pages, ...filtersOf(words, said)];
}

/** Lists by state: "เกินกำหนด" leads to the datasets that are overdue. */
function filtersOf(words: ReturnType<typeof useMessages>, question: Question): Hit[] {
  const { datasets, runs } = words.shell.nav;
  const states = stateOrder.filter((state) => answers(question, langs.flatMap((lang) => [messagesFor(lang).shell.nav.datasets, messagesFor(lang).states.long[state]])))
    .map((state): Hit => ({ id: `state-${state}`, to: '/datasets', search: { state }, title: words.states.long[state], note: datasets, sign: { glyph: stateGlyph[state] } }));
  const groups = runGroups.filter((group) => group !== 'all' && answers(question, langs.flatMap((lang) => [messagesFor(lang).shell.nav.runs, messagesFor(lang).runs.groups[group] ?? ''])))
    .map((group): Hit => ({ id: `runs-${group}`, to: '/runs', search: { state: group }, title: words.runs.groups[group] ?? group, note: runs, sign: { icon: 'flow' } }));
  const all = [...states, ...groups];
  // The bare name of a list would name each of its filters.
  return all.length > mostFilters ? [] : all;
}

/** Agencies by full or short name in either language; each leads to its datasets. */
export function useAgencies(question: Question): Hit[] {
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  if (question.words.length === 0) return [];
  return (data?.items ?? []).filter((agency) => answers(question, [agency.id, agency.abbrTh, agency.abbrTh.replaceAll('.', ''), agency.abbrEn, agency.nameTh, agency.nameEn])).slice(0, mostAgencies)
    .map((agency) => ({ id: `agency-${agency.id}`, to: '/datasets', search: { agency: agency.id }, title: say(agency, 'name'), note: say(agency, 'abbr'), sign: { icon: 'user' } }));
}
