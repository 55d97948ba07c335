import { api, told } from '../../api/client.ts';
import type { Agreement } from '../../api/rights-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

export type DeedName = 'suspend' | 'resume' | 'end';

/** Rests, resumes or ends an agreement, with the reason that is kept. */
export function AgreementDeed({ deed, agreement, onClose }: { deed: DeedName; agreement: Agreement; onClose: () => void }) {
  const words = useMessages().rights.agreements;
  const say = useSay();
  const agencyName = useAgencyName();
  const params = { path: { id: agreement.id } };
  const deeds: Record<DeedName, (reason: string) => Promise<Agreement>> = {
    suspend: (reason) => told(api.POST('/api/v1/agreements/{id}/suspend', { params, body: { reason } })),
    resume: (reason) => told(api.POST('/api/v1/agreements/{id}/resume', { params, body: { reason } })),
    end: (reason) => told(api.POST('/api/v1/agreements/{id}/end', { params, body: { reason } })),
  };
  const texts = { suspend: [words.suspended, words.suspendWhy], resume: [words.resumed, words.resumeWhy], end: [words.ended, words.endWhy] } as const;
  const acting = useAct(deeds[deed], texts[deed][0], onClose);
  const title = words.of({ deed: words[deed], dataset: say(agreement.dataset, 'title'), consumer: agencyName(agreement.consumerAgencyId) });
  return <ReasonDialog title={title} verb={words[deed]} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{texts[deed][1]}</p></ReasonDialog>;
}
