import { api, told } from '../../../api/client.ts';
import type { AgreementPage } from '../../../api/agreement-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { usePageHref } from '../../../ui/page-link.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { DecideDialog, NoteDialog } from './decide-dialog.tsx';
import { SignDialog } from './sign-dialog.tsx';

type Stop = 'withdraw' | 'suspend' | 'resume' | 'end';
export type Deed = Stop | 'request' | 'owner' | 'officer' | 'sign' | 'note';

/** What whoever looks may do now. */
export function Deeds({ page, onOpen }: { page: AgreementPage; onOpen: (deed: Deed) => void }) {
  const { agreements: words } = useMessages();
  const href = usePageHref();
  const { may, number } = page;
  const taking = useAct(() => told(api.POST('/api/v1/exchange/agreements/{number}/review', { params: { path: { number } }, body: { seen: page.event } })), words.takenUp);
  return (
    <>
      {may.note && <Button look="quiet" onPress={() => onOpen('note')}>{words.note}</Button>}
      {may.withdraw && <Button look="quiet" onPress={() => onOpen('withdraw')}>{words.withdraw}</Button>}
      {may.end && <Button look="quiet" onPress={() => onOpen('end')}>{words.end}</Button>}
      {may.suspend && <Button onPress={() => onOpen('suspend')}>{words.suspend}</Button>}
      {may.resume && <Button onPress={() => onOpen('resume')}>{words.resume}</Button>}
      {(may.change || may.propose) && <ButtonLink href={href(`/exchange/agreements/${number}/change`)}>{may.change ? words.change : words.propose}</ButtonLink>}
      {may.takeUp && <Button onPress={() => taking.mutate()} isPending={taking.isPending}>{words.takeUp}</Button>}
      {may.request && <Button look="primary" onPress={() => onOpen('request')}>{words.request}</Button>}
      {may.decideOwner && <Button look="primary" onPress={() => onOpen('owner')}>{words.decide}</Button>}
      {may.decideOfficer && <Button look="primary" onPress={() => onOpen('officer')}>{words.decide}</Button>}
      {may.sign && <Button look="primary" onPress={() => onOpen('sign')}>{words.sign}</Button>}
    </>
  );
}

export function DeedDialog({ page, deed, onClose }: { page: AgreementPage; deed: Deed; onClose: () => void }) {
  if (deed === 'request') return <RequestDialog page={page} onClose={onClose} />;
  if (deed === 'owner' || deed === 'officer') return <DecideDialog page={page} as={deed} onClose={onClose} />;
  if (deed === 'sign') return <SignDialog page={page} onClose={onClose} />;
  if (deed === 'note') return <NoteDialog page={page} onClose={onClose} />;
  return <StopDialog page={page} stop={deed} onClose={onClose} />;
}

function RequestDialog({ page, onClose }: { page: AgreementPage; onClose: () => void }) {
  const { agreements: words } = useMessages();
  const acting = useAct(() => told(api.POST('/api/v1/exchange/agreements/{number}/request', { params: { path: { number: page.number } }, body: { seen: page.event } })), words.requested, onClose);
  return <FormDialog title={words.requestTitle} verb={words.request} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>{() => <p>{words.requestWhy}</p>}</FormDialog>;
}

/** Withdrawn, suspended, resumed or ended, with the reason. */
function StopDialog({ page, stop, onClose }: { page: AgreementPage; stop: Stop; onClose: () => void }) {
  const { agreements: words } = useMessages();
  const params = { path: { number: page.number } };
  const body = (reason: string) => ({ params, body: { seen: page.event, reason } });
  const stops = {
    withdraw: { title: words.withdrawTitle, verb: words.withdraw, why: words.withdrawWhy, done: words.withdrawn, act: (reason: string) => told(api.POST('/api/v1/exchange/agreements/{number}/withdrawal', body(reason))) },
    suspend: { title: words.suspendTitle, verb: words.suspend, why: words.suspendWhy, done: words.suspended, act: (reason: string) => told(api.POST('/api/v1/exchange/agreements/{number}/suspension', body(reason))) },
    resume: { title: words.resumeTitle, verb: words.resume, why: words.resumeWhy, done: words.resumed, act: (reason: string) => told(api.POST('/api/v1/exchange/agreements/{number}/resumption', body(reason))) },
    end: { title: words.endTitle, verb: words.end, why: words.endWhy, done: words.ended, act: (reason: string) => told(api.POST('/api/v1/exchange/agreements/{number}/end', body(reason))) },
  };
  const { title, verb, why, done, act } = stops[stop];
  const acting = useAct<string, unknown>(act, done, onClose);
  return <ReasonDialog title={title} verb={verb} danger={stop !== 'resume'} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{why}</p></ReasonDialog>;
}
