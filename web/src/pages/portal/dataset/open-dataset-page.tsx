import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { portalDatasetQuery, recordQuery } from '../../../api/portal-queries.ts';
import type { CatalogueRecord } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { buttonClass } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Rich } from '../../../ui/rich.tsx';
import { SectionLinks } from '../../../ui/section-links.tsx';
import { QualityView } from '../../quality/quality-view.tsx';
import { PortalPage } from '../portal-page.tsx';
import { ApiSnippets } from './api-snippets.tsx';
import { CiteSection } from './cite-section.tsx';
import { ColumnsSection } from './columns-section.tsx';
import { FactsSection } from './facts-section.tsx';
import { FilesSection } from './files-section.tsx';
import { OpenReleases } from './open-releases.tsx';
import { PreviewSections } from './preview-sections.tsx';
import { TalkSection } from './talk-section.tsx';
import { fileUrl } from './file-url.ts';

/** A dataset as everybody sees it: whether it is fresh, what it looks like, how to take it away, who uses it. */
export function OpenDatasetPage() {
  const { slug } = useParams({ strict: false }) as { slug: string };
  const words = useMessages();
  const say = useSay();
  const record = useQuery(recordQuery(slug));
  const title = record.data ? say(record.data, 'title') : slug;
  return (
    <PortalPage title={title} hero={record.data ? <DatasetHero record={record.data} /> : <h1>{record.isError ? words.openDataset.missing : slug}</h1>}>
      <Loaded query={record} label={words.portal.loading} lines={10}>{(data) => <Body record={data} />}</Loaded>
    </PortalPage>
  );
}

function DatasetHero({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset;
  const lang = useLang();
  const say = useSay();
  const other = lang === 'th' ? record.titleEn : record.titleTh;
  return (
    <div className="dataset-hero">
      <p><PageLink to="/data" search={{ filter: `organization:${record.agency.id}` }}>{say(record.agency, 'name')}</PageLink></p>
      <h1>{say(record, 'title')}</h1>
      {other && other !== say(record, 'title') && <p className="muted" lang={lang === 'th' ? 'en' : 'th'}>{other}</p>}
      <p className="open-badges">
        {record.state !== 'published' && <Badge tone="warn" glyph="held">{words.draft}</Badge>}
        {record.freshness && <Badge glyph={record.freshness}>{words[record.freshness]}</Badge>}
        <Badge tone="idle">{record.level === 0 && record.audience === 'open' ? words.level.open : words.level.other}</Badge>
        {record.quality && <span className="t14">{words.quality({ grade: record.quality.grade, score: formatNumber(record.quality.score) })}</span>}
      </p>
      {record.release && <p className="lead-line"><Rich text={words.sentence({ rows: formatNumber(record.release.rowCount), columns: record.columns.length, at: formatThaiDate(record.release.publishedAt, { lang }) })} /></p>}
      {say(record, 'description') && <p className="user-text">{say(record, 'description')}</p>}
      <p className="row">
        {record.release && <a className={buttonClass('primary')} href={fileUrl(record.slug, 'current', 'csv')} download=""><Icon name="download" />{words.download}</a>}
        <a className={buttonClass()} href="#files">{words.otherFormats}</a>
      </p>
    </div>
  );
}

function Body({ record }: { record: CatalogueRecord }) {
  const words = useMessages().openDataset;
  const about = useQuery(portalDatasetQuery(record.slug));
  const ids = record.release ? ['preview', 'columns', 'releases', 'files', 'api', 'quality', 'cite', 'talk'] as const : ['files', 'quality', 'cite', 'talk'] as const;
  return (
    <>
      <SectionLinks label={words.sections.label} links={ids.map((id) => ({ id, label: words.sections[id] }))} />
      {!record.release && <Empty level={2} icon="database" title={words.noRelease}>{words.noReleaseWhy}</Empty>}
      {record.release && <PreviewSections record={record} />}
      <FactsSection record={record} about={about.data ?? null} />
      {record.release && <ColumnsSection record={record} />}
      {record.release && <OpenReleases slug={record.slug} />}
      <FilesSection record={record} />
      {record.release && <ApiSnippets slug={record.slug} />}
      <QualityView slug={record.slug} mends={false} />
      <CiteSection record={record} />
      {about.data && <TalkSection slug={record.slug} about={about.data} />}
    </>
  );
}
