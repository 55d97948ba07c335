import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { agreementUsesQuery } from '../../api/exchange-use-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';

const DAYS = 30;

/** Who uses this dataset through the exchange, in figures: agreements in force and their calls, as far as the reader is a party or oversees. */
export function UsesSection({ slug }: { slug: string }) {
  const { traffic: { ofDataset: words } } = useMessages();
  const query = useQuery(agreementUsesQuery({ days: DAYS, dataset: slug }));
  const behind = { to: '/exchange/traffic', search: { dataset: slug } };
  return (
    <Section id="uses" title={words.title} note={words.note({ days: DAYS })} aside={<PageLink {...behind} hash="uses">{words.all}</PageLink>}>
      <Loaded query={query} label={words.title} lines={1}>
        {({ items }) => {
          const inForce = items.filter(({ state }) => state === 'active');
          const figures = { agreements: formatNumber(inForce.length), agencies: formatNumber(new Set(inForce.map(({ system }) => system.agencyId)).size), uses: formatNumber(items.reduce((sum, { uses }) => sum + uses, 0)) };
          return items.length === 0 ? <p className="t14 muted">{words.none}</p> : <p className="lead-line"><Rich text={words.sum(figures)} links={[behind, behind, behind]} /></p>;
        }}
      </Loaded>
    </Section>
  );
}
