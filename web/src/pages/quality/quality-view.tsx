import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { recordQualityQuery, type QualityLoss, type RecordQuality } from '../../api/quality-queries.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { GradeMark } from './grade-mark.tsx';
import { LinkChecks } from './link-checks.tsx';
import { ShareList } from './share-list.tsx';
import './quality.css';

/** How good a record and its data are, and how to win back each point. @param mends whether the reader may go to the field that is missing. */
export function QualityView({ slug, mends }: { slug: string; mends: boolean }) {
  const words = useMessages().quality;
  return <Loaded query={useQuery(recordQualityQuery(slug))} label={words.loading} lines={8}>{(quality) => <Whole slug={slug} quality={quality} mends={mends} />}</Loaded>;
}

function Whole({ slug, quality, mends }: { slug: string; quality: RecordQuality; mends: boolean }) {
  const words = useMessages().quality;
  const { parts, dimensions, links } = quality;
  return (
    <>
      <Section id="quality" title={words.title} note={words.note}>
        <p className="grade-line"><GradeMark grade={quality.grade} /><span><b>{words.grade({ grade: quality.grade })}</b><span className="sub">{words.score({ score: formatNumber(quality.score) })}</span></span>
          <span className="muted t13">{quality.measuredAt ? <>{words.measured} <ThaiDate iso={quality.measuredAt} near /></> : words.live}</span></p>
        <div className="quality-figures">
          <ShareList title={words.partsTitle} items={Object.entries(parts).map(([part, { points, of }]) => ({ key: part, name: words.parts[part] ?? part, share: points / of, said: words.pointsOf({ points: formatNumber(points), of: formatNumber(of) }) }))} />
          <ShareList title={words.dimensionsTitle} note={words.dimensionsNote} items={Object.entries(dimensions).map(([dimension, share]) => ({ key: dimension, name: words.dimensions[dimension] ?? dimension, share: share === null ? null : share / 100, said: share === null ? words.unmeasured : `${formatNumber(share)}%` }))} />
        </div>
      </Section>
      <Section title={words.lossesTitle}>
        {quality.losses.length === 0 ? <Empty icon="check" title={words.none}>{words.noneWhy}</Empty> : <Losses slug={slug} losses={quality.losses} mends={mends} />}
      </Section>
      {links.length > 0 && <LinkChecks links={links} />}
    </>
  );
}

function Losses({ slug, losses, mends }: { slug: string; losses: QualityLoss[]; mends: boolean }) {
  const words = useMessages().quality;
  const lang = useLang();
  const columns: TableColumn<QualityLoss>[] = [
    { id: 'points', head: words.lost, numeric: true, cell: (loss) => <Num value={-loss.points} /> },
    { id: 'why', head: words.why, cell: (loss) => loss[lang] },
    { id: 'next', head: words.next, cell: (loss) => <>{lang === 'th' ? loss.nextTh : loss.nextEn}{mends && loss.field && <span className="sub"><PageLink to={`/datasets/${slug}/record`} hash={`field-${loss.field}`}>{words.mend}</PageLink></span>}</> },
    { id: 'dimension', head: words.dimension, className: 'soft', cell: (loss) => words.dimensions[loss.dimension] },
  ];
  return <DataTable caption={words.lossesTitle} columns={columns} rows={losses} rowKey={(loss) => `${loss.part} ${loss.field ?? ''} ${loss.resource ?? ''} ${loss.th}`} rowHead="why" />;
}
