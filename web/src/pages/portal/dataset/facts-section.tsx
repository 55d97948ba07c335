import { formatDateRange, formatThaiDate } from '@saphan/contracts/dates';
import { formatBytes, formatNumber } from '@saphan/contracts/numbers';
import type { ReactNode } from 'react';
import type { CatalogueRecord, PortalDataset } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { useTerms } from '../use-terms.ts';

/** Whose it is, under which licence, how often, how much, and how it is used; only what is known. */
export function FactsSection({ record, about }: { record: CatalogueRecord; about: PortalDataset | null }) {
  const words = useMessages().openDataset.facts;
  const facts = [...useRecordFacts(record), ...useUseFacts(record, about)].filter(([, value]) => value !== null && value !== '' && value !== undefined && value !== false);
  return (
    <Section id="facts" title={words.title}>
      <dl className="facts-grid">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </Section>
  );
}

type Fact = [name: string, value: ReactNode];

function useRecordFacts(record: CatalogueRecord): Fact[] {
  const words = useMessages().openDataset.facts;
  const lang = useLang();
  const say = useSay();
  const term = useTerms();
  const { metadata, release, agency } = record;
  const text = (key: string) => (metadata[key] === undefined ? '' : (Array.isArray(metadata[key]) ? metadata[key] : [metadata[key]]).map((value) => term(key, String(value))).join(lang === 'th' ? ' · ' : ', '));
  const unit = text('update_frequency_unit');
  const code = String(metadata['update_frequency_unit'] ?? '');
  const mail = String(metadata['maintainer_email'] ?? '');
  return [
    [words.agency, <PageLink key="agency" to="/data" search={{ filter: `organization:${agency.id}` }}>{say(agency, 'name')}</PageLink>],
    [words.contact, text('maintainer') || mail ? <>{text('maintainer')}{mail && <> <a href={`mailto:${mail}`}>{mail}</a></>}</> : ''],
    [words.licence, text('license_id')], [words.type, text('data_type')],
    [words.frequency, unit && (['R', 'O', 'U', 'X'].includes(code) ? unit : words.every({ count: text('update_frequency_interval'), unit }))],
    [words.coverage, text('geo_coverage')], [words.source, text('data_source')], [words.category, text('data_category')], [words.objective, text('objective')],
    [words.span, release?.temporal ? formatDateRange(release.temporal.from, release.temporal.to, lang) : ''],
    [words.rows, release && formatNumber(release.rowCount)], [words.size, release && formatBytes(release.bytes)],
    [words.released, release && formatThaiDate(release.publishedAt, { style: 'withTime', lang })], [words.changed, formatThaiDate(record.changedAt, { lang })],
    [words.tags, record.tags.length > 0 && <span className="row">{record.tags.map((tag) => <PageLink className="tag" key={tag} to="/data" search={{ filter: `tags:${tag}` }}>{tag}</PageLink>)}</span>],
  ];
}

function useUseFacts(record: CatalogueRecord, about: PortalDataset | null): Fact[] {
  const words = useMessages().openDataset.facts;
  const say = useSay();
  const month = about?.month;
  return [
    [words.topics, about && about.topics.length > 0 && <span className="row">{about.topics.map((topic) => <PageLink className="tag" key={topic.id} to={`/data/topics/${topic.id}`}>{say(topic, 'title')}</PageLink>)}</span>],
    [words.use, month && words.useSaid({ views: formatNumber(month.views), downloads: formatNumber(month.downloads), apiCalls: formatNumber(month.apiCalls) })],
    [words.feed, record.state === 'published' && <a href={`/feeds/datasets/${record.slug}.atom`}>Atom</a>],
    [words.report, <PageLink key="ask" to="/data/requests/new" search={{ title: say(record, 'title'), agency: record.agency.id }}>{useMessages().openDataset.talk.ask}</PageLink>],
  ];
}
