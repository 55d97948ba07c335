import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Post } from '../../api/people-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isOrder, OrderFields, type Order } from './order-fields.tsx';
import { PersonField } from './person-field.tsx';

/** Gives single powers of a post to a person until a day (พ.ร.บ. ระเบียบบริหารราชการแผ่นดิน ม. 38: in writing, within what was given). */
export function DelegateDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const { people, admin } = useMessages();
  const say = useSay();
  const today = todayInBangkok(new Date());
  const [toPersonId, setTo] = useState('');
  const [powers, setPowers] = useState<string[]>([]);
  const [days, setDays] = useState({ since: today, until: '' });
  const [order, setOrder] = useState<Order>({ documentNo: '', documentOn: today });
  const acting = useAct(() => told(api.POST('/api/v1/delegations', { body: { fromPostId: post.id, toPersonId, powers, ...days, documentNo: order.documentNo.trim(), documentOn: order.documentOn } })), people.delegated, onClose);
  const daysFault = days.until === '' ? people.lastDayNeeded : days.until < days.since ? people.daysFault : null;
  const ready = toPersonId !== '' && powers.length > 0 && daysFault === null && isOrder(order);
  return (
    <FormDialog title={people.delegateFrom({ post: say(post, 'title') })} verb={people.delegate} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <p>{people.delegateWhy}</p>
          <PersonField label={people.to} value={toPersonId} onChange={setTo} error={tried && toPersonId === '' ? people.personHint : null} />
          <fieldset>
            <legend className="label">{people.powers}</legend>
            {Object.entries(people.powerNames).map(([name, text]) => <CellCheck key={name} label={text} checked={powers.includes(name)} onChange={(on) => setPowers(on ? [...powers, name] : powers.filter((each) => each !== name))} shown />)}
            {tried && powers.length === 0 && <p className="bad t14" role="alert">{admin.chooseNeeded}</p>}
          </fieldset>
          <div className="pair">
            <DatePicker label={people.firstDay} value={days.since} onChange={(since) => setDays({ ...days, since })} />
            <DatePicker label={people.lastDay} value={days.until} onChange={(until) => setDays({ ...days, until })} error={tried ? daysFault : null} />
          </div>
          <OrderFields order={order} tried={tried} onChange={setOrder} />
        </>
      )}
    </FormDialog>
  );
}
