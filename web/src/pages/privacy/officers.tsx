import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { officersQuery, type OfficerList } from '../../api/privacy-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

type Officer = OfficerList['items'][number];

/** Who acts as data protection officer of each agency: whoever holds the post it named. */
export function Officers() {
  const { privacy: words } = useMessages();
  const query = useQuery(officersQuery());
  return (
    <Section title={words.officers} note={words.officersNote}>
      <Loaded query={query} label={words.loading} lines={4}>{(list) => <OfficersTable list={list} />}</Loaded>
    </Section>
  );
}

function OfficersTable({ list }: { list: OfficerList }) {
  const { privacy: words } = useMessages();
  const say = useSay();
  const [open, setOpen] = useState<Officer | null>(null);
  const own = new Set(list.posts.map(({ agencyId }) => agencyId));
  const columns: TableColumn<Officer>[] = [
    { id: 'agency', head: words.agency, cell: (each) => say(each.agency, 'name') },
    { id: 'post', head: words.post, cell: (each) => (each.postId === null ? <span className="muted">{words.noPost}</span> : say({ titleTh: each.titleTh ?? '', titleEn: each.titleEn ?? '' }, 'title')) },
    { id: 'holders', head: words.holders, cell: (each) => (each.holders.length > 0 ? each.holders.join(', ') : each.postId === null ? <span className="off">–</span> : <span className="muted">{words.nobody}</span>) },
    ...(own.size > 0 ? [{ id: 'actions', head: words.actions, cell: (each: Officer) => (own.has(each.agency.id) ? <Button look="small" onPress={() => setOpen(each)}>{words.nameOfficer}<span className="sr"> {say(each.agency, 'name')}</span></Button> : <span className="off">–</span>) }] : []),
  ];
  return (
    <>
      <DataTable caption={words.officers} columns={columns} rows={list.items} rowKey={(each) => each.agency.id} rowHead="agency" />
      {open && <OfficerDialog officer={open} list={list} onClose={() => setOpen(null)} />}
    </>
  );
}

const none = 'none';

function OfficerDialog({ officer, list, onClose }: { officer: Officer; list: OfficerList; onClose: () => void }) {
  const { privacy: words } = useMessages();
  const say = useSay();
  const [post, setPost] = useState(officer.postId === null ? none : String(officer.postId));
  const [documentNo, setDocumentNo] = useState('');
  const posts = list.posts.filter(({ agencyId }) => agencyId === officer.agency.id).map((each) => ({ value: String(each.id), label: say({ titleTh: each.titleTh, titleEn: each.titleEn ?? '' }, 'title') }));
  const acting = useAct(() => told(api.PUT('/api/v1/privacy/officers/{agency}', { params: { path: { agency: officer.agency.id } }, body: { postId: post === none ? null : Number(post), documentNo: documentNo.trim() } })), words.named, onClose);
  return (
    <FormDialog title={words.nameOfficerOf({ name: say(officer.agency, 'name') })} verb={words.nameOfficer} acting={acting} ready={documentNo.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <Select label={words.post} value={post} options={[{ value: none, label: words.noPost }, ...posts]} onChange={setPost} />
          <Field label={words.documentNo} value={documentNo} onChange={setDocumentNo} maxLength={100} autoComplete="off" error={tried && documentNo.trim() === '' ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
