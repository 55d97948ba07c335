import type { Contract } from '@saphan/contracts/contract';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ContractCheck, ProposedDraft } from '../../api/link-types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Section } from '../../ui/section.tsx';
import { leaveOut, takeBack } from './column-edits.ts';
import { ColumnRow } from './column-row.tsx';

const pageSize = 50;
const noProblems: ContractCheck['problems'] = [];

/** The columns of the contract as a table to edit; problems stand in the row they belong to. */
export function ColumnsEditor({ draft, contract, leftOut, problems, onChange }: {
  draft: ProposedDraft; contract: Contract; leftOut: string[]; problems: Map<number, ContractCheck['problems']>; onChange: (contract: Contract, leftOut: string[]) => void;
}) {
  const words = useMessages().link.contract.columns;
  const [trail, setTrail] = useState<string[]>([]);
  const first = trail.length * pageSize;
  const shown = contract.columns.slice(first, first + pageSize);
  const drafts = useMemo(() => new Map(draft.columns.map((each) => [each.column.source, each])), [draft]);
  const edit = useLatest((act: (contract: Contract) => Contract) => onChange(act(contract), leftOut));
  const remove = useLatest((at: number) => onChange(leaveOut(contract, at), [...leftOut, contract.columns[at]?.source ?? '']));
  const restore = (source: string) => { const found = drafts.get(source); onChange(found ? takeBack(contract, found.column) : contract, leftOut.filter((each) => each !== source)); };
  const total = contract.columns.length;
  const next = first + pageSize < total ? String(first + pageSize) : null;
  return (
    <Section title={words.title({ count: total })} note={words.note}>
      <div className="table-wrap table-cards columns-editor">
        <table className="table" role="table" data-density="compact">
          <caption className="sr">{words.caption}</caption>
          <thead role="rowgroup"><tr role="row">
            {[words.source, words.name, words.titleTh, words.type, words.required, words.key, words.personal, words.reason].map((head) => <th key={head} scope="col" role="columnheader">{head}</th>)}
          </tr></thead>
          <tbody role="rowgroup">
            {shown.map((column, at) => (
              <ColumnRow key={`${first + at} ${column.source}`} at={first + at} byPosition={contract.source.headerRows === 0} column={column} draft={drafts.get(column.source) ?? null} problems={problems.get(first + at) ?? noProblems} onEdit={edit} onLeaveOut={remove} />
            ))}
          </tbody>
        </table>
      </div>
      {total > pageSize && <Pager trail={trail} nextCursor={next} said={words.range({ from: first + 1, to: first + shown.length, total })} onChange={setTrail} />}
      <p className="t14 muted">{words.keyNote}</p>
      {leftOut.length > 0 && <p className="row t14"><span>{words.removed({ count: leftOut.length })}</span>{leftOut.map((source) => <Button key={source} look="small" onPress={() => restore(source)} aria-label={`${words.putBack}: ${source}`}>{source} · {words.putBack}</Button>)}</p>}
    </Section>
  );
}

/** A handler that stays the same while what it does is always the newest: rows that did not change need not be drawn again. */
function useLatest<Given extends unknown[]>(handler: (...given: Given) => void): (...given: Given) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => { latest.current = handler; });
  return useCallback((...given: Given) => latest.current(...given), []);
}
