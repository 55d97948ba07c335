import { api, told } from '../../../api/client.ts';
import { partsOf, type SystemKey, type SystemPage } from '../../../api/system-queries.ts';
import { useAct } from '../../../api/use-act.ts';
import { useMessages } from '../../../app/lang.ts';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';

/** Revokes a key now, with the reason. */
export function RevokeDialog({ system, shown, onClose }: { system: SystemPage; shown: SystemKey; onClose: () => void }) {
  const { systems: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/exchange/systems/{agency}/{code}/keys/{kid}/revocation', { params: { path: { ...partsOf(system.path), kid: shown.kid } }, body: { reason } })), words.revoked, onClose);
  return <ReasonDialog title={words.revokeTitle} verb={words.revoke} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p><code className="secret-text">{shown.kid}</code></p><p>{words.revokeWhy}</p></ReasonDialog>;
}
