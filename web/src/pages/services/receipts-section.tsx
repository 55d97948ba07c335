import { useQuery } from '@tanstack/react-query';
import { deliveriesQuery } from '../../api/service-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { DeliveryTable } from '../security/delivery-table.tsx';

/** Whether the service heard of each sign-out. */
export function ReceiptsSection({ clientId }: { clientId: string }) {
  const { services: { receipts: words }, security } = useMessages();
  const query = useQuery(deliveriesQuery({ client: clientId }));
  return (
    <Section id="receipts" title={words.title} note={words.note}>
      <Loaded query={query} label={security.logouts.loading} lines={3}>{(items) => (items.length === 0 ? <p className="soft">{words.none}</p> : <DeliveryTable items={items} named={false} />)}</Loaded>
    </Section>
  );
}
