import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgencyHistory } from '../../api/agency-queries.ts';
import { api, told } from '../../api/client.ts';
import { agenciesQuery, datasetsQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { isNamed, NameFields } from './name-fields.tsx';
import { OrderPart, useOrder } from './order-part.tsx';
import { PreviewOf } from './preview.tsx';

interface Asked { history: AgencyHistory; onClose: () => void }

/** Gives the agency other names from a day on. */
export function RenameDialog({ history: { agency, version }, onClose }: Asked) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const held = useOrder();
  const [names, setNames] = useState({ nameTh: agency.nameTh, nameEn: agency.nameEn, abbrTh: agency.abbrTh, abbrEn: agency.abbrEn });
  const acting = useAct(() => told(api.POST('/api/v1/agencies/{id}/rename', { params: { path: { id: agency.id } }, body: { ...names, ...held.order, version } })), words.done.rename, onClose);
  return (
    <FormDialog title={words.dialogs.rename({ name: say(agency, 'name') })} verb={words.rename} acting={acting} ready={held.isComplete && isNamed(names)} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => <><p>{words.renameWhy}</p><NameFields names={names} tried={tried} onChange={setNames} /><OrderPart held={held} tried={tried} /></>}
    </FormDialog>
  );
}

/** Merges the agency into another, after a look at what that moves. */
export function MergeDialog({ history: { agency, version }, onClose }: Asked) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const held = useOrder();
  const [into, setInto] = useState('');
  const acting = useAct(() => told(api.POST('/api/v1/agencies/{id}/merge', { params: { path: { id: agency.id } }, body: { into, ...held.order, version } })), words.done.merge, onClose);
  return (
    <FormDialog title={words.dialogs.merge({ name: say(agency, 'name') })} verb={words.merge} acting={acting} ready={held.isComplete && into !== ''} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => (
        <>
          <p>{words.mergeWhy}</p>
          <Successor of={agency.id} value={into} tried={tried} onChange={setInto} />
          {into === '' ? <p className="t14 muted">{words.previewFirst}</p> : <PreviewOf id={agency.id} query={{ kind: 'merge', into }} />}
          <OrderPart held={held} tried={tried} />
        </>
      )}
    </FormDialog>
  );
}

/** Gives chosen datasets to another agency. */
export function SplitDialog({ history: { agency, version }, onClose }: Asked) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const held = useOrder();
  const [into, setInto] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const query = useQuery(datasetsQuery({ agency: agency.id, limit: 200 }));
  const toggle = (slug: string) => setChosen(chosen.includes(slug) ? chosen.filter((each) => each !== slug) : [...chosen, slug]);
  const acting = useAct(() => told(api.POST('/api/v1/agencies/{id}/split', { params: { path: { id: agency.id } }, body: { into, datasets: [...chosen], ...held.order, version } })), words.done.split, onClose);
  return (
    <FormDialog title={words.dialogs.split({ name: say(agency, 'name') })} verb={words.split} acting={acting} ready={held.isComplete && into !== '' && chosen.length > 0} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => (
        <>
          <p>{words.splitWhy}</p>
          <Successor of={agency.id} value={into} tried={tried} onChange={setInto} />
          <fieldset className="rows">
            <legend className="label">{words.datasets}</legend>
            <Loaded query={query} label={words.previewing} lines={4}>
              {({ items }) => (items.length === 0 ? <p className="muted">{words.noDatasets}</p> : items.map((item) => <label className="check" key={item.slug}><input type="checkbox" checked={chosen.includes(item.slug)} onChange={() => toggle(item.slug)} /><span>{say(item, 'title')}</span></label>))}
            </Loaded>
          </fieldset>
          <p role="status" className={tried && chosen.length === 0 ? 't14 bad' : 't14 muted'}>{words.chosen({ count: chosen.length })}</p>
          <OrderPart held={held} tried={tried} />
        </>
      )}
    </FormDialog>
  );
}

/** Ends an agency that has nothing left. */
export function EndAgencyDialog({ history: { agency, version }, onClose }: Asked) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const held = useOrder();
  const acting = useAct(() => told(api.POST('/api/v1/agencies/{id}/end', { params: { path: { id: agency.id } }, body: { ...held.order, version } })), words.done.end, onClose);
  return (
    <FormDialog title={words.dialogs.end({ name: say(agency, 'name') })} verb={words.end} acting={acting} ready={held.isComplete} onSend={() => acting.mutate()} onClose={onClose} danger>
      {(tried) => <><p>{words.endWhy}</p><PreviewOf id={agency.id} query={{ kind: 'end' }} /><OrderPart held={held} tried={tried} /></>}
    </FormDialog>
  );
}

function Successor({ of, value, tried, onChange }: { of: string; value: string; tried: boolean; onChange: (id: string) => void }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const { data } = useQuery(agenciesQuery());
  const options = (data?.items ?? []).filter(({ id }) => id !== of).map((agency) => ({ value: agency.id, label: say(agency, 'name'), ...(agency.formerNames[0] && { hint: words.formerly({ names: say(agency.formerNames[0], 'name') }) }) }));
  return data ? <ComboBox label={words.into} hint={words.intoHint} value={value} options={options} onChange={onChange} openLabel={words.openList} error={tried && value === '' ? words.needed : null} /> : null;
}
