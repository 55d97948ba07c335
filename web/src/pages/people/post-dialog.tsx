import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Unit } from '../../api/people-queries.ts';
import type { Body } from '../../api/shape.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

type PostRole = Body<'createPost'>['roles'][number];
const postRoles: readonly PostRole[] = ['steward', 'reader', 'agency-admin', 'secretariat', 'auditor'];

/** Adds a post: its title, whether it answers for the unit, and the roles its holder has. */
export function PostDialog({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const words = useMessages();
  const { people, admin } = words;
  const say = useSay();
  const [titles, setTitles] = useState({ titleTh: '', titleEn: '' });
  const [responsible, setResponsible] = useState(false);
  const [roles, setRoles] = useState<PostRole[]>([]);
  const acting = useAct(() => told(api.POST('/api/v1/posts', { body: { unitId: unit.id, titleTh: titles.titleTh.trim(), titleEn: titles.titleEn.trim(), responsible, roles } })), people.postAdded, onClose);
  return (
    <FormDialog title={people.addPostIn({ unit: say(unit, 'name') })} verb={people.addPost} acting={acting} ready={titles.titleTh.trim() !== '' && titles.titleEn.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Field label={admin.nameTh} value={titles.titleTh} onChange={(titleTh) => setTitles({ ...titles, titleTh })} maxLength={200} autoComplete="off" autoFocus error={tried && titles.titleTh.trim() === '' ? admin.needed : null} />
          <Field label={admin.nameEn} value={titles.titleEn} onChange={(titleEn) => setTitles({ ...titles, titleEn })} maxLength={200} autoComplete="off" error={tried && titles.titleEn.trim() === '' ? admin.needed : null} />
          <div><CellCheck label={people.responsible} checked={responsible} onChange={setResponsible} shown /><p className="t14 muted">{people.responsibleHint}</p></div>
          <fieldset>
            <legend className="label">{people.postRoles}</legend>
            {postRoles.map((role) => <CellCheck key={role} label={admin.roles[role] ?? role} checked={roles.includes(role)} onChange={(on) => setRoles(on ? [...roles, role] : roles.filter((each) => each !== role))} shown />)}
          </fieldset>
        </>
      )}
    </FormDialog>
  );
}
