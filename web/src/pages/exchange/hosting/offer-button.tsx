import { useState } from 'react';
import { api, told } from '../../../api/client.ts';
import type { HostedKind } from '../../../api/hosting-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { useMay } from '../../../app/use-may.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { OptionCards } from '../../../ui/option-cards.tsx';
import { useGo } from '../../../ui/page-link.tsx';

const kinds: readonly HostedKind[] = ['rows', 'lookup', 'predicate', 'aggregate', 'bulk'];

/** Offers a dataset as a service in two clicks: what callers get, done. Shown to those who may; without a release it says why not. */
export function OfferButton({ slug, hasRelease }: { slug: string; hasRelease: boolean }) {
  const { hosting: words } = useMessages();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('hosting.offer-service')) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)} unavailable={hasRelease ? null : words.noRelease}><Icon name="globe" />{words.open}</Button>
      {isOpen && <OfferDialog slug={slug} onClose={() => setOpen(false)} />}
    </>
  );
}

function OfferDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { hosting: words } = useMessages();
  const go = useGo();
  const [kind, setKind] = useState<HostedKind>('rows');
  const acting = useAct(() => told(api.POST('/api/v1/exchange/hosted-services', { body: { dataset: slug, kind } })), words.opened, (made) => { onClose(); go(`/exchange/services/${made.slug}`); });
  return (
    <FormDialog title={words.openTitle} verb={words.open} acting={acting} ready onSend={() => acting.mutate()} onClose={onClose}>
      {() => (
        <>
          <p className="soft">{words.lead}</p>
          <OptionCards label={words.kind} value={kind} options={kinds.map((value) => ({ value, label: words.kinds[value] ?? value, hint: words.about[value] }))} onChange={(value) => setKind(value as HostedKind)} />
        </>
      )}
    </FormDialog>
  );
}
