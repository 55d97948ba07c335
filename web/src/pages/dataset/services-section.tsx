import { useQuery } from '@tanstack/react-query';
import { dataServicesQuery } from '../../api/data-service-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { ServiceState } from '../exchange/services/looks.tsx';

/** Data services that answer from this dataset. */
export function ServicesSection({ slug }: { slug: string }) {
  const { dataServices: words } = useMessages();
  const say = useSay();
  const { data } = useQuery(dataServicesQuery({ dataset: slug }));
  if (!data) return null;
  return (
    <Section id="services" title={words.ofDataset}>
      {data.items.length === 0 ? <p className="t14 muted">{words.ofDatasetNone}</p>
        : <ul className="plain-list">{data.items.map((each) => <li key={each.slug}><PageLink to={`/exchange/services/${each.slug}`}>{say(each, 'title')}</PageLink> <ServiceState service={each} /></li>)}</ul>}
    </Section>
  );
}
