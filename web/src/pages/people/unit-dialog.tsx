import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Unit } from '../../api/people-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { idsBelow } from './unit-tree.ts';

const codeShape = /^[A-Za-z0-9._-]{1,40}$/;
const top = 'top';

/** Adds a unit, or renames and moves the given one. A code never changes: papers and files name it. */
export function UnitDialog({ agencyId, units, unit, onClose }: { agencyId: string; units: Unit[]; unit?: Unit; onClose: () => void }) {
  const words = useMessages();
  const { people } = words;
  const say = useSay();
  const [draft, setDraft] = useState({ code: unit?.code ?? '', nameTh: unit?.nameTh ?? '', nameEn: unit?.nameEn ?? '', parent: String(unit?.parentId ?? top) });
  const named = draft.nameTh.trim() !== '' && draft.nameEn.trim() !== '';
  const acting = useAct(() => saveUnit(agencyId, unit, draft), unit ? words.admin.saved : people.unitAdded, onClose);
  const own = unit ? idsBelow(units, unit.id) : new Set<number>();
  const parents = [...(unit?.parentId ? [] : [{ value: top, label: people.top }]), ...units.filter(({ id }) => !own.has(id)).map((each) => ({ value: String(each.id), label: `${each.code} ${say(each, 'name')}` }))];
  return (
    <FormDialog title={unit ? people.changeUnit({ unit: say(unit, 'name') }) : people.addUnit} verb={words.admin.save} acting={acting} ready={named && codeShape.test(draft.code)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {!unit && <Field label={people.code} hint={people.codeHint} value={draft.code} onChange={(code) => setDraft({ ...draft, code })} maxLength={40} autoComplete="off" mono autoFocus error={tried && !codeShape.test(draft.code) ? people.codeFault : null} />}
          <Field label={words.admin.nameTh} value={draft.nameTh} onChange={(nameTh) => setDraft({ ...draft, nameTh })} maxLength={200} autoComplete="off" error={tried && draft.nameTh.trim() === '' ? words.admin.needed : null} />
          <Field label={words.admin.nameEn} value={draft.nameEn} onChange={(nameEn) => setDraft({ ...draft, nameEn })} maxLength={200} autoComplete="off" error={tried && draft.nameEn.trim() === '' ? words.admin.needed : null} />
          <Select label={people.parent} value={draft.parent} options={parents} onChange={(parent) => setDraft({ ...draft, parent })} />
        </>
      )}
    </FormDialog>
  );
}

function saveUnit(agencyId: string, unit: Unit | undefined, draft: { code: string; nameTh: string; nameEn: string; parent: string }) {
  const shared = { nameTh: draft.nameTh.trim(), nameEn: draft.nameEn.trim(), ...(draft.parent !== top && { parentId: Number(draft.parent) }) };
  if (!unit) return told(api.POST('/api/v1/units', { body: { agencyId, code: draft.code, ...shared } }));
  return told(api.PATCH('/api/v1/units/{id}', { params: { path: { id: unit.id } }, body: shared }));
}
