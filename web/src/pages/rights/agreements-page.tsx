import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { agreementsQuery, type Agreement } from '../../api/rights-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { listOf, usePageSearch } from '../../app/search.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Pager } from '../../ui/pager.tsx';
import { AgreementDeed, type DeedName } from './agreement-deed.tsx';
import { AgreementDialog } from './agreement-dialog.tsx';
import { RightsFrame } from './rights-frame.tsx';
import { rowsSentence } from './terms-draft.ts';

const pageSize = 50;
const glyphs: Record<Agreement['state'], Glyph> = { active: 'ok', suspended: 'held', ended: 'idle' };

/** Which agency may use which data of another, and the ways to make, rest and end it. */
export function AgreementsPage() {
  const { rights: { agreements: words }, admin } = useMessages();
  const may = useMay();
  const [search, change] = usePageSearch();
  const trail = listOf(search['cursor']);
  const query = useQuery(agreementsQuery(Number(trail.at(-1) ?? 0)));
  const [making, setMaking] = useState(false);
  const [open, setOpen] = useState<{ deed: DeedName; agreement: Agreement } | null>(null);
  const columns = useColumns((deed, agreement) => setOpen({ deed, agreement }));
  const before = trail.length * pageSize;
  return (
    <RightsFrame title={words.title} lead={words.lead} actions={may('access.manage-agreements') ? <Button look="primary" onPress={() => setMaking(true)}><Icon name="plus" />{words.make}</Button> : undefined}>
      <section className="section" aria-label={words.caption}>
        <Loaded query={query} label={words.loading} lines={6}>
          {({ items, nextCursor }) => (items.length === 0 ? <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty> : (
            <>
              <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="dataset" />
              <Pager trail={trail} nextCursor={nextCursor === null ? null : String(nextCursor)} said={admin.range({ from: before + 1, to: before + items.length })} onChange={(next) => change({ cursor: next })} />
            </>
          ))}
        </Loaded>
      </section>
      {making && <AgreementDialog onClose={() => setMaking(false)} />}
      {open && <AgreementDeed deed={open.deed} agreement={open.agreement} onClose={() => setOpen(null)} />}
    </RightsFrame>
  );
}

function useColumns(onDeed: (deed: DeedName, agreement: Agreement) => void): TableColumn<Agreement>[] {
  const { rights: { agreements: words, terms }, admin } = useMessages();
  const lang = useLang();
  const say = useSay();
  const may = useMay();
  const agencyName = useAgencyName();
  const columns: TableColumn<Agreement>[] = [
    { id: 'dataset', head: words.dataset, cell: (each) => <><PageLink className="plain" to={`/datasets/${each.dataset.slug}`}>{say(each.dataset, 'title')}</PageLink><span className="sub">{agencyName(each.dataset.agencyId)}</span></> },
    { id: 'consumer', head: words.consumer, cell: (each) => agencyName(each.consumerAgencyId) },
    { id: 'purposes', head: words.purposes, cell: (each) => <>{each.purposes.join(', ')}{each.columns && <span className="sub">{words.columnCount({ count: each.columns.length })}</span>}{each.rowFilter && <span className="sub">{rowsSentence(each.rowFilter, { lang, words: terms, columns: [] })}</span>}</> },
    { id: 'days', head: words.days, cell: (each) => <><ThaiDate iso={each.since} /><span className="sub">{admin.until} <ThaiDate iso={each.until} /></span></> },
    { id: 'state', head: admin.state, cell: (each) => <><Badge glyph={glyphs[each.state]}>{words.states[each.state]}</Badge><span className="sub">{each.documentNo}</span></> },
  ];
  if (!may('access.manage-agreements')) return columns;
  const button = (deed: DeedName, each: Agreement) => <Button key={deed} look={deed === 'end' ? ['small', 'danger'] : 'small'} onPress={() => onDeed(deed, each)}>{words[deed]}<span className="sr"> {say(each.dataset, 'title')} {agencyName(each.consumerAgencyId)}</span></Button>;
  return [...columns, { id: 'actions', head: admin.actions, cell: (each) => (each.state === 'ended' ? '–' : <span className="row">{button(each.state === 'active' ? 'suspend' : 'resume', each)}{button('end', each)}</span>) }];
}
