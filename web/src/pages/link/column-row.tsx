import type { Column, ColumnType, Contract, PersonalData } from '@saphan/contracts/contract';
import { memo } from 'react';
import type { ContractCheck, DraftColumn } from '../../api/link-types.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { CellCheck, CellInput, CellSelect } from '../../ui/cell-fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { changeColumn, toggleKey, withType } from './column-edits.ts';
import { TypeDetails } from './type-details.tsx';

interface RowProps {
  at: number; byPosition: boolean; column: Column; draft: DraftColumn | null; problems: ContractCheck['problems'];
  onEdit: (act: (contract: Contract) => Contract) => void; onLeaveOut: (at: number) => void;
}

/** One column: what the file calls it, what the contract makes of it, and why. Drawn again only when it changes: tables may be wide. */
export const ColumnRow = memo(function ColumnRow({ at, byPosition, column, draft, problems, onEdit, onLeaveOut }: RowProps) {
  const words = useMessages().link.contract.columns;
  const set = (changes: Partial<Column>) => onEdit((contract) => changeColumn(contract, at, (was) => ({ ...was, ...changes })));
  const label = (field: string) => words.of({ column: column.source, field });
  const wrong = (part: string) => problems.some(({ pointer }) => pointer.endsWith(part));
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        {column.source}
        {draft && draft.samples.length > 0 && <span className="sub samples">{draft.samples.slice(0, 3).join(' · ')}</span>}
        <Problems problems={problems} />
      </th>
      <td role="cell" data-label={words.name}><CellInput label={label(words.name)} value={column.name} mono invalid={wrong('/name')} onChange={(name) => set({ name: name.trim() })} /></td>
      <td role="cell" data-label={words.titleTh}><CellInput label={label(words.titleTh)} value={column.titleTh} invalid={wrong('/businessName')} onChange={(titleTh) => set({ titleTh })} /></td>
      <td role="cell" data-label={words.type}><span className="stack-1">
        <CellSelect label={label(words.type)} value={column.type} options={words.types} onChange={(type) => onEdit((contract) => changeColumn(contract, at, (was) => withType(was, type as ColumnType)))} />
        <TypeDetails column={column} draft={draft} onChange={set} />
      </span></td>
      <td role="cell" data-label={words.required}><CellCheck label={label(words.required)} checked={column.required} disabled={column.primaryKey !== null} onChange={(required) => set({ required })} /></td>
      <td role="cell" data-label={words.key}><span className="row"><CellCheck label={label(words.key)} checked={column.primaryKey !== null} onChange={(isKey) => onEdit((contract) => toggleKey(contract, at, isKey))} />{column.primaryKey !== null && <span className="num muted t13">{column.primaryKey}</span>}</span></td>
      <td role="cell" data-label={words.personal}><CellSelect label={label(words.personal)} value={column.personalData ?? 'none'} options={words.personalKinds} onChange={(kind) => set({ personalData: kind === 'none' ? null : kind as PersonalData })} /></td>
      <td role="cell" data-label={words.reason} className="reason"><span><Reason draft={draft} /><Button look={['quiet', 'small']} unavailable={byPosition ? words.byPosition : null} onPress={() => onLeaveOut(at)} aria-label={`${words.remove}: ${column.source}`}><Icon name="close" />{words.remove}</Button></span></td>
    </tr>
  );
});

function Reason({ draft }: { draft: DraftColumn | null }) {
  const say = useSay();
  if (!draft) return null;
  return <span className="soft">{draft.confidence < 0.6 && <Mark glyph="warn" />} {say(draft, 'reason')}</span>;
}

function Problems({ problems }: { problems: ContractCheck['problems'] }) {
  const tell = useTell();
  return <>{problems.map((problem, at) => <span key={at} className="column-problem" role="alert"><Mark glyph="bad" />{tell(problem)}</span>)}</>;
}
