import { formatNumber } from '@saphan/contracts/numbers';
import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import type { Counts, Release } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { usePageSearch } from '../../app/search.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Menu, type MenuChoice } from '../../ui/menu.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { downloadChoices } from './downloads.ts';
import { ReleaseDialog, type ReleaseAct } from './release-dialog.tsx';

const firstShown = 6;

/** Every release, newest first: rows, what changed against the one before, whether it is in use. */
export function ReleasesSection({ slug, releases, viewing }: { slug: string; releases: Release[]; viewing: number | null }) {
  const words = useMessages().dataset.releases;
  const [search, change] = usePageSearch();
  const [asked, setAsked] = useState<{ act: ReleaseAct; release: Release } | null>(null);
  if (releases.length === 0) return <Section id="releases" title={words.title}><Empty icon="database" title={words.none}>{words.noneWhy}</Empty></Section>;
  const newest = releases.toSorted((a, b) => b.number - a.number);
  const shown = search['releases'] === 'all' ? newest : newest.slice(0, firstShown);
  return (
    <Section id="releases" title={words.title} note={words.note}>
      <div className="panel">
        <div className="body"><ol className="timeline">{shown.map((release) => <ReleaseItem key={release.number} slug={slug} release={release} viewing={release.number === viewing} onAct={(act) => setAsked({ act, release })} />)}</ol></div>
        {shown.length < newest.length && <footer><button type="button" className="linkish" onClick={() => change({ releases: 'all' })}>{words.showAll({ count: newest.length })}</button></footer>}
      </div>
      {asked && <ReleaseDialog slug={slug} release={asked.release} act={asked.act} onClose={() => setAsked(null)} />}
    </Section>
  );
}

const glyphs = { current: 'ok', superseded: 'idle', withdrawn: 'bad' } as const;

function ReleaseItem({ slug, release, viewing, onAct }: { slug: string; release: Release; viewing: boolean; onAct: (act: ReleaseAct) => void }) {
  const lang = useLang();
  const words = useMessages().dataset.releases;
  const choices = useChoices(slug, release, onAct);
  return (
    <li>
      <Mark glyph={glyphs[release.state]} />
      <div>
        <div className="rel">
          <div className="rel-h"><b className="num">{words.number({ number: release.number })}</b><span className="muted"><ThaiDate iso={release.publishedAt} style="withTime" /></span></div>
          <span className="num rows">{formatNumber(release.rowCount)} <span className="muted">{words.rows}</span></span>
          <Diff counts={release.counts} />
          <span className="say"><span className={release.state === 'withdrawn' ? 'bad' : 'muted'}>{words.states[release.state]}</span>{viewing && <span className="accent-text"> · {words.viewing}</span>}</span>
          <Menu label={words.actions({ number: release.number })} items={choices}><Button look={['quiet', 'icon', 'small']} aria-label={words.actions({ number: release.number })}><Icon name="more" /></Button></Menu>
        </div>
        {release.withdrawn && <p className="why">{release.withdrawn.reason}<span className="muted"> · {words.withdrawn({ at: formatThaiDate(release.withdrawn.at, { style: 'withTime', lang }), by: release.withdrawn.by })}</span></p>}
      </div>
    </li>
  );
}

/** Rows added, removed and changed; zero is muted. */
export function Diff({ counts }: { counts: Counts }) {
  return (
    <span className="diff num">
      <span className={counts.added ? 'ad' : 'off'}>+<Num value={counts.added} /></span>
      <span className={counts.removed ? 'rm' : 'off'}>−<Num value={counts.removed} /></span>
      <span className={counts.changed ? 'ch' : 'off'}>~<Num value={counts.changed} /></span>
    </span>
  );
}

function useChoices(slug: string, release: Release, onAct: (act: ReleaseAct) => void): MenuChoice[] {
  const words = useMessages().dataset;
  const [, change] = usePageSearch();
  const go = useGo();
  const may = useMay();
  const { number, state } = release;
  return [
    ...(state === 'withdrawn' ? [] : [{ id: 'view', label: words.releases.view, onAction: () => change({ release: state === 'current' ? undefined : String(number), cursor: undefined }, 'quality') }]),
    ...(number > 1 ? [{ id: 'compare', label: words.releases.compare, onAction: () => change({ from: String(number - 1), to: String(number), change: undefined }, 'changes') }] : []),
    ...(may('linkage.read-runs') ? [{ id: 'run', label: words.releases.run, onAction: () => go(`/runs/${release.runId}`) }] : []),
    ...(state === 'withdrawn' ? [] : downloadChoices(slug, number, words)),
    ...(state === 'superseded' && may('lake.roll-back') ? [{ id: 'rollback', label: words.releases.rollback, onAction: () => onAct('rollback') }] : []),
    ...(state === 'withdrawn' || !may('lake.withdraw-release') ? [] : [{ id: 'withdraw', label: words.releases.withdraw, onAction: () => onAct('withdraw') }]),
  ];
}
