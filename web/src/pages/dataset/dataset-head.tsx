import { formatNumber } from '@saphan/contracts/numbers';
import type { Dataset, Linkage, Release } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { SectionLinks, type SectionLink } from '../../ui/section-links.tsx';
import { stateGlyph } from '../../ui/state-mark.ts';
import { OfferButton } from '../exchange/hosting/offer-button.tsx';
import { downloadChoices } from './downloads.ts';

interface HeadProps { dataset: Dataset; linkage: Linkage; releases: Release[]; columns: number | null }

/** Owner, titles in both languages, state first among the badges, what can be done, and the way to each section. */
export function DatasetHead({ dataset, linkage, releases, columns }: HeadProps) {
  const words = useMessages();
  const say = useSay();
  return (
    <section className="ds-head">
      <div className="page-head">
        <div>
          <p className="row meta"><PageLink className="plain" to="/datasets" search={{ agency: dataset.agency.id }}>{say(dataset.agency, 'name')}</PageLink>{dataset.synthetic && <span className="muted">{words.states.synthetic}</span>}</p>
          <h1>{say(dataset, 'title')}</h1>
          <OtherTitle dataset={dataset} />
          <Badges dataset={dataset} linkage={linkage} />
        </div>
        <Actions dataset={dataset} linked={dataset.firstLinkedAt !== null} />
      </div>
      <SectionLinks label={words.dataset.sections.label} links={useLinks({ linkage, releases, columns })} />
    </section>
  );
}

function OtherTitle({ dataset }: { dataset: Dataset }) {
  const { shell } = useMessages();
  const thai = shell.otherLanguage === 'English';
  const [text, lang] = thai ? [dataset.titleEn, 'en'] : [dataset.titleTh, 'th'];
  return <p className="soft" lang={lang}>{text}</p>;
}

function Badges({ dataset, linkage }: { dataset: Dataset; linkage: Linkage }) {
  const words = useMessages();
  const bad = linkage.lastRun?.progress.rowsBad ?? 0;
  return (
    <div className="row badges">
      <Badge glyph={stateGlyph[dataset.state]}>{words.states.long[dataset.state]}</Badge>
      {linkage.personalData.length > 0 && <Badge><Icon name="lock" />{words.dataset.personalBadge({ count: linkage.personalData.length })}</Badge>}
      {linkage.contractVersion !== null && <Badge><Icon name="document" />{words.dataset.contractBadge({ version: linkage.contractVersion })}</Badge>}
      {bad > 0 && <Badge glyph="warn">{words.dataset.quarantineBadge({ count: formatNumber(bad) })}</Badge>}
    </div>
  );
}

function Actions({ dataset, linked }: { dataset: Dataset; linked: boolean }) {
  const { dataset: words, catalogue: { record }, lineage } = useMessages();
  const may = useMay();
  const current = dataset.currentRelease;
  return (
    <div className="row no-print">
      {current
        ? <Menu label={words.downloadAs} items={downloadChoices(dataset.slug, current.number, words)}><Button><Icon name="download" />{words.download}<Icon name="down" /></Button></Menu>
        : <Button unavailable={words.noRelease}><Icon name="download" />{words.download}</Button>}
      {current && <PageLink className={buttonClass()} to={`/datasets/${dataset.slug}/lineage`}><Icon name="flow" />{lineage.open}</PageLink>}
      {may('catalog.save-record') && <PageLink className={buttonClass()} to={`/datasets/${dataset.slug}/record`}><Icon name="document" />{record}</PageLink>}
      <OfferButton slug={dataset.slug} hasRelease={current !== null} />
      {may('linkage.start-run') && <PageLink className={buttonClass('primary')} to="/link" search={{ dataset: dataset.slug }}><Icon name="redo" />{linked ? words.newRun : words.firstRun}</PageLink>}
    </div>
  );
}

function useLinks({ linkage, releases, columns }: Omit<HeadProps, 'dataset'>): SectionLink[] {
  const words = useMessages().dataset.sections;
  const isOfficer = useMay()('linkage.read-runs');
  const counted = (id: keyof typeof words, count: number | null): SectionLink => ({ id, label: words[id], ...(count !== null && { count: formatNumber(count) }) });
  const held = linkage.lastRun?.progress.rowsBad ?? null;
  const links = [counted('overview', null), ...(isOfficer ? [counted('contract', columns)] : []), counted('releases', releases.length)];
  if (releases.length > 0) links.push(counted('quality', null), counted('rows', null), counted('changes', null));
  if (isOfficer) links.push(counted('quarantine', held), counted('sources', linkage.sources.length));
  return [...links, counted('plan', null), ...(releases.length > 0 ? [counted('api', null)] : [])];
}
