import { useState, type MouseEvent } from 'react';
import type { Board, BoardAgency, BoardCell, DatasetState } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { isForBrowser, PageLink, useGo, usePageHref } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { stateGlyph } from '../../ui/state-mark.ts';
import { matrixRows, matrixSorts, useSteadyRows, type MatrixSort } from './matrix-order.ts';
import { countColumns, MatrixRow } from './matrix-row.tsx';
import { listBehind, type Figure } from './scope.ts';
import { slugAt, useRoving } from './use-roving.ts';

interface MatrixProps { board: Board; chosen: string | undefined; state: DatasetState | null; sort: MatrixSort; onSort: (sort: MatrixSort) => void; onDropFilter: () => void }

/** Agency × dataset: one mark a dataset, one tab stop for all, the name of the mark at hand below. */
export function Matrix({ board, chosen, state, sort, onSort, onDropFilter }: MatrixProps) {
  const words = useMessages();
  const { rows, moved, reorder } = useSteadyRows(matrixRows(board.agencies, sort, state), `${board.asOf} ${sort} ${state}`);
  const agencies = board.agencies.filter((row) => row.total > 0).length;
  const one = board.agencies.length === 1 ? board.agencies[0]?.agency.id : undefined;
  const sorts = matrixSorts.map((value) => ({ value, label: words.board.matrix.sorts[value] }));
  return (
    <Section title={words.board.matrix.title({ agencies })} note={words.board.matrix.legend} className="matrix-sec"
      aside={<div className="row no-print"><span className="muted t14">{words.board.matrix.sort}</span><Segmented label={words.board.matrix.sort} value={sort} options={sorts} onChange={onSort} /></div>}>
      {state && <p className="row t14"><span className="tag"><Mark glyph={stateGlyph[state]} />{words.board.matrix.only({ state: words.states.long[state] })}</span><Button look="small" onPress={onDropFilter}>{words.board.matrix.dropFilter}</Button><PageLink {...listBehind({ state, agency: one }, board, chosen)}>{words.board.matrix.inList}</PageLink></p>}
      {rows.length === 0 && state
        ? <Empty title={words.board.matrix.nothing({ state: words.states.long[state] })} action={<Button onPress={onDropFilter}>{words.board.matrix.dropFilter}</Button>}>{words.board.matrix.nothingWhy}</Empty>
        : <Grid board={board} chosen={chosen} rows={rows} />}
      {moved && <p className="row t14 no-print" role="status"><span>{words.board.refreshed}</span><Button look="small" onPress={reorder}>{words.board.reorder}</Button></p>}
    </Section>
  );
}

function Grid({ board, chosen, rows }: { board: Board; chosen: string | undefined; rows: BoardAgency[] }) {
  const words = useMessages().board.matrix;
  const roving = useRoving(rows);
  const [hovered, setHovered] = useState<string | null>(null);
  const href = usePageHref();
  const go = useGo();
  const open = (event: MouseEvent<HTMLElement>) => {
    const slug = slugAt(event.target);
    if (!slug || isForBrowser(event)) return;
    event.preventDefault();
    go(`/datasets/${slug}`);
  };
  return (
    <>
      <div className="table-wrap mx-wrap">
        <table className="table mx" role="grid" data-density="compact" aria-label={words.title({ agencies: rows.length })} aria-describedby="matrix-keys"
          onFocus={roving.onFocus} onKeyDown={roving.onKeyDown} onClick={open}
          onMouseOver={(event) => setHovered(slugAt(event.target))} onMouseLeave={() => setHovered(null)}>
          <Head />
          <tbody role="rowgroup">{rows.map((row) => <MatrixRow key={row.agency.id} row={row} stop={row.cells.some((cell) => cell.slug === roving.current) ? roving.current : null} href={href} asOf={board.asOf} chosen={chosen} />)}</tbody>
          <Foot board={board} chosen={chosen} />
        </table>
      </div>
      <ReadOut rows={rows} slug={hovered ?? roving.current} />
    </>
  );
}

function Head() {
  const words = useMessages();
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">{words.board.matrix.agency}</th>
        <th role="columnheader" scope="col" className="strip">{words.board.matrix.datasets}</th>
        {countColumns.map((state) => <th role="columnheader" scope="col" className="c" key={state} title={words.states.long[state]}><Mark glyph={stateGlyph[state]} /><span>{words.states.short[state]}</span></th>)}
        <th role="columnheader" scope="col" className="num">{words.board.matrix.linked}</th>
        <th role="columnheader" scope="col" className="nx">{words.board.matrix.next}</th>
      </tr>
    </thead>
  );
}

function Foot({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const { totals, agencies } = board;
  const { states, board: { matrix: words } } = useMessages();
  const agency = agencies.length === 1 ? agencies[0]?.agency.id : undefined;
  const behind = (figure: Figure) => listBehind({ agency, ...figure }, board, chosen);
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        <th role="rowheader" scope="row">{words.total({ agencies: agencies.filter((row) => row.total > 0).length })}</th>
        <td role="gridcell" className="strip" />
        {countColumns.map((state) => <td role="gridcell" className="num c" key={state}>{totals[state] === 0 ? 0 : <PageLink className="plain" {...behind({ state })}><span className="sr">{states.short[state]} </span>{totals[state]}</PageLink>}</td>)}
        <td role="gridcell" className="num tot"><PageLink className="plain" {...behind({ linked: true })}><span className="sr">{words.linked} </span>{totals.linked}</PageLink><span className="muted"> / <PageLink className="plain" {...behind({})}><span className="sr">{words.datasets} </span>{totals.datasets}</PageLink></span></td>
        <td role="gridcell" className="nx" />
      </tr>
    </tfoot>
  );
}

function ReadOut({ rows, slug }: { rows: BoardAgency[]; slug: string | null }) {
  const words = useMessages();
  const say = useSay();
  const found = rows.flatMap((row) => row.cells.map((cell): [BoardAgency, BoardCell] => [row, cell])).find(([, cell]) => cell.slug === slug);
  return (
    <div className="peek no-print">
      <span role="status" className="row">
        {found ? <><span className="w5">{say(found[0].agency, 'abbr')} · {say(found[1], 'title')}</span><span>{words.states.long[found[1].state]}</span>{found[1].dueOn && <ThaiDate iso={found[1].dueOn} />}</> : words.board.matrix.hint}
      </span>
      <span className="muted only-wide" id="matrix-keys">{words.board.matrix.keys} <kbd>Enter</kbd> {words.board.matrix.opens}</span>
    </div>
  );
}
