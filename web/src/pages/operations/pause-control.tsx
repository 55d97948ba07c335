import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { pauseQuery } from '../../api/operations-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** Stops all runs with a reason, or lets them go on; asks for the pause itself, since the figures of the page are up to some seconds old. */
export function PauseControl() {
  const { operations: words } = useMessages();
  const [asking, setAsking] = useState(false);
  const resuming = useAct(() => told(api.POST('/api/v1/control/resume', {})), words.resumed);
  const mayPause = useMay()('linkage.pause-runs');
  const { data } = useQuery({ ...pauseQuery(), refetchInterval: 5_000, enabled: mayPause });
  if (!mayPause || !data) return null;
  if (data.paused) return <Button look="primary" isPending={resuming.isPending} onPress={() => resuming.mutate()}>{words.resume}</Button>;
  return <><Button look="danger" onPress={() => setAsking(true)}><Icon name="pause" />{words.pause}</Button>{asking && <PauseDialog onClose={() => setAsking(false)} />}</>;
}

function PauseDialog({ onClose }: { onClose: () => void }) {
  const { operations: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/control/pause', { body: { reason } })), words.paused, onClose);
  return <ReasonDialog title={words.pauseTitle} verb={words.pause} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.pauseWhy}</p></ReasonDialog>;
}
