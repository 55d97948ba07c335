import { useQuery } from '@tanstack/react-query';
import { deliveriesQuery, servicesQuery } from '../../api/service-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Select } from '../../ui/select.tsx';
import { deliveryStates } from './delivery-state.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { SecurityFrame } from './security-frame.tsx';

const any = 'any';
const pageSize = 100;

/** Every sign-out that a service was told of, or must be told again. */
export function LogoutsPage() {
  const { security: { logouts: words }, admin } = useMessages();
  const [search, change] = usePageSearch();
  const state = deliveryStates.find((each) => each === search['state']);
  const client = textOf(search['service']);
  const before = Number(textOf(search['before']) ?? 0);
  const query = useQuery(deliveriesQuery({ ...(state && { state }), ...(client && { client }), ...(before > 0 && { before }) }));
  const drop = () => change({ state: undefined, service: undefined, before: undefined });
  return (
    <SecurityFrame title={words.title} lead={words.lead}>
      <section className="section" aria-label={words.caption}>
        <Filters state={state} client={client} />
        <Loaded query={query} label={words.loading}>
          {(items) => {
            if (items.length === 0 && (state ?? client)) return <Empty level={2} icon="search" title={admin.noMatch} action={<Button onPress={drop}>{admin.dropFilters}</Button>}>{admin.noMatchWhy}</Empty>;
            if (items.length === 0) return <Empty level={2} icon="inbox" title={words.none}>{words.noneWhy}</Empty>;
            return (
              <>
                <DeliveryTable items={items} named />
                <div className="row no-print">
                  {before > 0 && <Button look="small" onPress={() => change({ before: undefined })}>{words.newest}</Button>}
                  {items.length === pageSize && <Button look="small" onPress={() => change({ before: String(items.at(-1)?.id ?? '') })}>{words.older}</Button>}
                </div>
              </>
            );
          }}
        </Loaded>
      </section>
    </SecurityFrame>
  );
}

function Filters({ state, client }: { state: string | undefined; client: string | undefined }) {
  const { security: { logouts: words }, admin } = useMessages();
  const say = useSay();
  const [, change] = usePageSearch();
  const { data: services } = useQuery(servicesQuery());
  return (
    <div className="filters no-print">
      <Select label={words.filter} value={state ?? any} options={[{ value: any, label: admin.anyState }, ...deliveryStates.map((each) => ({ value: each, label: words.states[each] ?? each }))]} onChange={(value) => change({ state: value === any ? undefined : value, before: undefined })} />
      {services && <Select label={words.ofService} value={client ?? any} options={[{ value: any, label: words.anyService }, ...services.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(value) => change({ service: value === any ? undefined : value, before: undefined })} />}
    </div>
  );
}
