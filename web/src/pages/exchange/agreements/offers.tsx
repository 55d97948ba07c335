import { addDays, formatThaiDate, todayInBangkok } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { AgreementOffer, AgreementWords } from '../../../api/agreement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useLang, useMessages, useTell } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { DatePicker } from '../../../ui/date-picker.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { Section } from '../../../ui/section.tsx';

/** What the owner of a service agreed to beforehand; whoever may sign for it makes and ends offers here. */
export function Offers({ words }: { words: AgreementWords }) {
  const { agreements: say } = useMessages();
  const lang = useLang();
  const tell = useTell();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<AgreementOffer | null>(null);
  const open = words.offers.filter(({ endedAt, validTo }) => endedAt === null && validTo >= todayInBangkok(new Date()));
  if (open.length === 0 && !words.mayOffer) return null;
  return (
    <Section title={say.offers} note={say.offersWhy} aside={words.mayOffer && <Button onPress={() => setAdding(true)}>{say.makeOffer}</Button>}>
      <ul className="plain-list">
        {open.map((offer) => (
          <li key={offer.id}>
            {say.offerSaid({ purposes: offer.purposes.map(tell).join(', '), day: formatNumber(offer.mostPerDay), days: offer.mostDays })} · {say.validTo} {formatThaiDate(offer.validTo, { lang })}
            {offer.mayEnd && <> <Button look={['quiet', 'small']} onPress={() => setEnding(offer)}>{say.offerEnd}</Button></>}
          </li>
        ))}
      </ul>
      {adding && <OfferDialog words={words} onClose={() => setAdding(false)} />}
      {ending && <EndDialog offer={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function EndDialog({ offer, onClose }: { offer: AgreementOffer; onClose: () => void }) {
  const { agreements: say } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/exchange/offers/{id}/end', { params: { path: { id: offer.id } }, body: { reason } })), say.offerEnded, onClose);
  return <ReasonDialog title={say.offerEnd} verb={say.offerEnd} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{say.offersWhy}</p></ReasonDialog>;
}

const YEAR = 365;

function OfferDialog({ words, onClose }: { words: AgreementWords; onClose: () => void }) {
  const { agreements: say } = useMessages();
  const [draft, setDraft] = useState({ code: '', th: '', en: '', perDay: '1000', perSecond: '5', days: String(YEAR), until: addDays(todayInBangkok(new Date()), YEAR) });
  const set = (name: keyof typeof draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const figures = [draft.perDay, draft.perSecond, draft.days].map((text) => Math.trunc(Number(text.replace(/[,\s]/g, ''))) || 0) as [number, number, number];
  const [mostPerDay, mostPerSecond, mostDays] = figures;
  const texts = [draft.code, draft.th, draft.en].map((text) => text.trim()) as [string, string, string];
  const ready = figures.every((figure) => figure > 0) && texts.every((text) => text !== '');
  const [code, th, en] = texts;
  const acting = useAct(() => told(api.POST('/api/v1/exchange/offers', { body: { service: words.service.slug, purposes: [{ code, th, en }], mostPerDay, mostPerSecond, mostDays, minAssurance: words.service.minAssurance, validTo: draft.until } })), say.offerMade, onClose);
  return (
    <FormDialog title={say.offerTitle} verb={say.makeOffer} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const missing = (text: string) => (tried && text.trim() === '' ? say.messageNeeded : null);
        return (
          <>
            <Field label={say.purposeCode} hint={say.purposeCodeHint} value={draft.code} onChange={set('code')} maxLength={41} mono autoComplete="off" autoFocus error={missing(draft.code)} />
            <Field label={say.purposeTh} value={draft.th} onChange={set('th')} maxLength={500} autoComplete="off" error={missing(draft.th)} />
            <Field label={say.purposeEn} value={draft.en} onChange={set('en')} maxLength={500} autoComplete="off" error={missing(draft.en)} />
            <Field label={say.perDay} value={draft.perDay} onChange={set('perDay')} maxLength={12} inputMode="numeric" autoComplete="off" error={missing(draft.perDay)} />
            <Field label={say.perSecond} value={draft.perSecond} onChange={set('perSecond')} maxLength={6} inputMode="numeric" autoComplete="off" error={missing(draft.perSecond)} />
            <Field label={say.mostDays} value={draft.days} onChange={set('days')} maxLength={5} inputMode="numeric" autoComplete="off" error={missing(draft.days)} />
            <DatePicker label={say.offerUntil} value={draft.until} min={todayInBangkok(new Date())} onChange={set('until')} />
          </>
        );
      }}
    </FormDialog>
  );
}
