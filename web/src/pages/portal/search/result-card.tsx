import { formatNumber } from '@saphan/contracts/numbers';
import type { SearchHit } from '../../../api/portal-types.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { MarkedText } from '../marked-text.tsx';
import { useTerms } from '../use-terms.ts';
import { passageOf } from './passage.ts';

/** A dataset in a list of results: whose, what, whether it is fresh, in which forms. */
export function ResultCard({ hit }: { hit: SearchHit }) {
  const words = useMessages().portal.search;
  const lang = useLang();
  const say = useSay();
  const term = useTerms();
  const title = lang === 'en' && hit.highlights.titleEn.text ? hit.highlights.titleEn : hit.highlights.titleTh;
  return (
    <li className="hit">
      <p className="t14 muted">{say(hit.agency, 'name')}</p>
      <h3><PageLink to={`/data/${hit.slug}`}><MarkedText of={title} /></PageLink></h3>
      {hit.highlights.description && <p className="desc"><MarkedText of={passageOf(hit.highlights.description, lang)} /></p>}
      <p className="line">
        {hit.freshness && <Badge glyph={hit.freshness === 'fresh' ? 'fresh' : 'stale'}>{words.fresh[hit.freshness]}</Badge>}
        {hit.rowCount !== null && <span>{words.rows({ count: formatNumber(hit.rowCount) })}</span>}
        {hit.grade && <span>{words.grade({ grade: hit.grade })}</span>}
        {hit.licence && <span>{term('license_id', hit.licence)}</span>}
        <ThaiDate iso={hit.changedAt} near />
      </p>
      {hit.formats.length > 0 && <p className="line">{hit.formats.slice(0, 8).map((format) => <span className="chip" key={format}>{format}</span>)}</p>}
    </li>
  );
}
