import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Service } from '../../api/service-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ShownOnce } from '../../ui/shown-once.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';

type Step = 'submit' | 'approve' | 'go-live' | 'resume';

/** The one step that leads on from where the service stands; who takes it, and on which policy. */
const nextStep: Partial<Record<Service['state'], { step: Step; policy: string }>> = {
  draft: { step: 'submit', policy: 'signon.manage-clients' }, tested: { step: 'approve', policy: 'signon.decide-clients' },
  approved: { step: 'go-live', policy: 'signon.decide-clients' }, suspended: { step: 'resume', policy: 'signon.decide-clients' },
};

/** What may be done to a service where it stands: the next step, a new secret, a halt. */
export function ServiceDeeds({ service }: { service: Service }) {
  const words = useMessages().services.deeds;
  const may = useMay();
  const [open, setOpen] = useState<'suspend' | 'rotate' | null>(null);
  const [secret, setSecret] = useState<{ secret: string; oldUntil: string } | null>(null);
  const moving = useStep(service.id);
  const next = nextStep[service.state];
  const labels: Record<Step, string> = { submit: words.submit, approve: words.approve, 'go-live': words.open, resume: words.resume };
  return (
    <div className="stack">
      <div className="row no-print">
        {next && <Button look="primary" unavailable={may(next.policy) ? null : words.toOperator} isPending={moving.isPending} onPress={() => moving.mutate(next.step)}>{labels[next.step]}</Button>}
        {service.authMethod.startsWith('client_secret_') && may('signon.manage-clients') && <Button onPress={() => setOpen('rotate')}>{words.rotate}</Button>}
        {service.state !== 'draft' && service.state !== 'suspended' && may('signon.decide-clients') && <Button look="danger" onPress={() => setOpen('suspend')}>{words.suspend}</Button>}
      </div>
      {next && !may(next.policy) && <p className="t14 muted">{words.toOperator}</p>}
      {moving.isError && <ProblemView error={moving.error} />}
      {secret && <ShownOnce title={words.newSecret} text={secret.secret} onKept={() => setSecret(null)}><p className="t14">{words.oldUntil} <ThaiDate iso={secret.oldUntil} style="withTime" /></p></ShownOnce>}
      {open === 'suspend' && <Suspend service={service} onClose={() => setOpen(null)} />}
      {open === 'rotate' && <Rotate service={service} onDone={setSecret} onClose={() => setOpen(null)} />}
    </div>
  );
}

function useStep(clientId: string) {
  const words = useMessages().services.deeds;
  const said: Record<Step, string> = { submit: words.submitted, approve: words.approved, 'go-live': words.opened, resume: words.resumed };
  const params = { path: { clientId } };
  const steps: Record<Step, () => Promise<Service>> = {
    submit: () => told(api.POST('/api/v1/clients/{clientId}/submit', { params })), approve: () => told(api.POST('/api/v1/clients/{clientId}/approve', { params })),
    'go-live': () => told(api.POST('/api/v1/clients/{clientId}/go-live', { params })), resume: () => told(api.POST('/api/v1/clients/{clientId}/resume', { params })),
  };
  return useAct((step: Step) => steps[step](), (step) => said[step]);
}

function Suspend({ service, onClose }: { service: Service; onClose: () => void }) {
  const words = useMessages().services.deeds;
  const say = useSay();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/clients/{clientId}/suspend', { params: { path: { clientId: service.id } }, body: { reason } })), words.suspended, onClose);
  return <ReasonDialog title={words.suspendOf({ name: say(service, 'name') })} verb={words.suspend} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.suspendWhy}</p></ReasonDialog>;
}

function Rotate({ service, onDone, onClose }: { service: Service; onDone: (secret: { secret: string; oldUntil: string }) => void; onClose: () => void }) {
  const words = useMessages().services.deeds;
  const say = useSay();
  const acting = useAct(() => told(api.POST('/api/v1/clients/{clientId}/rotate-secret', { params: { path: { clientId: service.id } } })), words.rotated, (made) => { onDone(made); onClose(); });
  return <SureDialog title={words.rotateOf({ name: say(service, 'name') })} why={words.rotateWhy} verb={words.rotate} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
