import { memo } from 'react';
import type { BoardAgency, BoardCell, DatasetState } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { stateGlyph } from '../../ui/state-mark.ts';
import { listBehind, type Figure } from './scope.ts';

/** Columns of counts, who needs help first. */
export const countColumns: readonly DatasetState[] = ['overdue', 'failing', 'held', 'stale', 'fresh', 'planned'];

interface MatrixRowProps { row: BoardAgency; stop: string | null; href: (to: string) => string; asOf: string; chosen: string | undefined }

function sameMarks(before: MatrixRowProps, after: MatrixRowProps): boolean {
  return before.stop === after.stop && before.row.agency.id === after.row.agency.id && before.row.nextDueOn === after.row.nextDueOn && before.chosen === after.chosen && before.asOf === after.asOf
    && before.row.cells.length === after.row.cells.length
    && before.row.cells.every((cell, at) => cell.slug === after.row.cells[at]?.slug && cell.state === after.row.cells[at]?.state);
}

/** One agency; drawn again only when one of its marks changed. */
export const MatrixRow = memo(function MatrixRow({ row, stop, href, asOf, chosen }: MatrixRowProps) {
  const words = useMessages();
  const say = useSay();
  const { agency, counts } = row;
  const behind = (figure: Figure) => listBehind({ agency: agency.id, ...figure }, { asOf }, chosen);
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <span className="ag"><span className="ab">{say(agency, 'abbr')}</span><PageLink className="plain ellipsis" {...behind({})} title={say(agency, 'name')}>{say(agency, 'name')}</PageLink></span>
      </th>
      <td role="gridcell" className="strip"><span className="cells">{row.cells.map((cell) => <Cell key={cell.slug} cell={cell} stop={cell.slug === stop} href={href(`/datasets/${cell.slug}`)} />)}</span></td>
      {countColumns.map((state) => (
        <td role="gridcell" key={state} className={counts[state] === 0 ? 'num c zero' : 'num c'} data-st={state}>
          {counts[state] === 0 ? <><span className="sr">{words.states.short[state]} </span><span aria-hidden="true">·</span><span className="sr">0</span></>
            : <PageLink className="plain" {...behind({ state })}><span className="sr">{words.states.short[state]} </span>{counts[state]}</PageLink>}
        </td>
      ))}
      <td role="gridcell" className="num tot"><PageLink className="plain" {...behind({ linked: true })}><span className="sr">{words.board.matrix.linked} </span><b>{row.linked}</b></PageLink><span className="muted"> / <PageLink className="plain" {...behind({})}><span className="sr">{words.board.matrix.datasets} </span>{row.total}</PageLink></span></td>
      <td role="gridcell" className="nx nw">{row.nextDueOn ? <ThaiDate iso={row.nextDueOn} /> : <span className="muted">{row.linked === row.total ? words.board.matrix.done : '–'}</span>}</td>
    </tr>
  );
}, sameMarks);

function Cell({ cell, stop, href }: { cell: BoardCell; stop: boolean; href: string }) {
  const words = useMessages().states;
  const say = useSay();
  return <a data-slug={cell.slug} href={href} tabIndex={stop ? 0 : -1} aria-label={`${say(cell, 'title')}: ${words.long[cell.state]}`}><Mark glyph={stateGlyph[cell.state]} /></a>;
}
