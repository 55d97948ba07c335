import { useQuery } from '@tanstack/react-query';
import { allSourcesQuery } from '../../api/link-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SourceLines } from './source-card.tsx';
import './sources.css';

/** Sources that were retired: when, by whom and why. */
export function RetiredSources({ slug }: { slug: string }) {
  const words = useMessages().sources;
  const { data } = useQuery(allSourcesQuery(slug));
  const retired = data?.items.filter((source) => source.retired !== null) ?? [];
  if (retired.length === 0) return null;
  return (
    <details className="panel retired-sources">
      <summary><Icon name="right" />{words.retiredTitle({ count: retired.length })}</summary>
      <ul className="body stack">
        {retired.map((source) => (
          <li key={source.id}>
            <SourceLines source={source} />
            {source.retired && <p className="t14 soft">{words.retiredOn} <ThaiDate iso={source.retired.at} style="withTime" /> {words.retiredBy(source.retired)}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}
