import type { ReactNode } from 'react';
import type { Showcase } from '../../api/portal-types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { webUrl } from './dataset/file-url.ts';

/** What people made with the data, each with a way to it and to its data. */
export function ShowcaseCards({ items, level = 2, children }: { items: Showcase[]; level?: 2 | 3; children?: (showcase: Showcase) => ReactNode }) {
  const words = useMessages().portal.showcases;
  const say = useSay();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <ul className="cards">
      {items.map((showcase) => {
        const url = webUrl(showcase.address);
        return (
          <li key={showcase.id}>
            <Heading>{showcase.title}</Heading>
            <p className="user-text t15">{showcase.summary}</p>
            <p className="t14 muted">{words.by} {showcase.maker}</p>
            {showcase.datasets.length > 0 && <p className="t14">{words.uses} {showcase.datasets.map((dataset, at) => <span key={dataset.slug}>{at > 0 && ', '}<PageLink to={`/data/${dataset.slug}`}>{say(dataset, 'title')}</PageLink></span>)}</p>}
            {url && <p className="push"><a href={url} rel="noreferrer nofollow ugc">{words.open} {words.otherSite}<span className="sr"> {showcase.title}</span></a></p>}
            {children?.(showcase)}
          </li>
        );
      })}
    </ul>
  );
}
