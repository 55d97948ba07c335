import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { statementsQuery, type Statement } from '../../../api/statement-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { Page } from '../../../app/page.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { CellCheck } from '../../../ui/cell-fields.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Num, ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { StatementDialog } from './statement-dialog.tsx';

/** What two systems exchanged on a day, countersigned by both. */
export function StatementsPage() {
  const { statements: words } = useMessages();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [shown, setShown] = useState<Statement | null>(null);
  const query = useQuery(statementsQuery(onlyOpen ? { open: true } : {}));
  const columns = useColumns(setShown);
  return (
    <Page title={words.title} crumbs={[words.title]}>
      <PageHead title={words.title} lead={words.lead} />
      <section className="section stack" aria-label={words.caption}>
        <CellCheck label={words.onlyOpen} checked={onlyOpen} onChange={setOnlyOpen} shown />
        <Loaded query={query} label={words.loading} lines={5}>
          {({ items, more }) => (items.length === 0
            ? <Empty level={2} icon="document" title={words.none}>{words.noneWhy}</Empty>
            : <><DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => String(each.id)} rowHead="day" />{more && <p className="t14">{words.more}</p>}</>)}
        </Loaded>
      </section>
      {shown && <StatementDialog statement={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

function useColumns(onShow: (statement: Statement) => void): TableColumn<Statement>[] {
  const { statements: words } = useMessages();
  const say = useSay();
  return [
    { id: 'day', head: words.day, cell: (each) => <ThaiDate iso={each.day} /> },
    { id: 'consumer', head: words.consumer, cell: (each) => <>{say(each, 'consumer')}<span className="sub"><code>{each.consumer}</code></span></> },
    { id: 'provider', head: words.provider, cell: (each) => <>{say(each, 'provider')}<span className="sub"><code>{each.provider}</code></span></> },
    { id: 'exchanges', head: words.exchanges, cell: (each) => <><Num value={each.exchanges} />{each.refused > 0 && <span className="sub">{words.refused({ count: each.refused })}</span>}{each.direct > 0 && <span className="sub"><PageLink to="/exchange/exchanges" search={{ via: 'direct', consumer: each.consumer }}>{words.direct({ count: each.direct })}</PageLink>{each.unmatched > 0 && <> <Badge glyph="warn">{words.unmatched({ count: each.unmatched })}</Badge></>}</span>}</> },
    { id: 'missing', head: words.missing, cell: (each) => <Num value={each.missing} /> },
    { id: 'words', head: words.words, cell: (each) => <Words statement={each} /> },
    { id: 'actions', head: words.actions, cell: (each) => <Button look="small" onPress={() => onShow(each)}>{each.sides.length > 0 ? words.open : words.look}<span className="sr"> {each.day} {each.consumer} {each.provider}</span></Button> },
  ];
}

function Words({ statement }: { statement: Statement }) {
  const { statements: words } = useMessages();
  return (['consumer', 'provider'] as const).map((side) => {
    const word = statement.words[side];
    return <span key={side} className="sub">{words.side[side]} <Badge glyph={word === null ? 'idle' : word.agrees ? 'ok' : 'warn'}>{word === null ? words.unsaid : word.agrees ? words.agrees : words.differs}</Badge>{word?.remark}</span>;
  });
}
