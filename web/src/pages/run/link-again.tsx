import type { Run } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { keepRaw } from '../link/link-work.ts';

/** Goes on to link the file of a run anew, under the contract in force. Corrected rows of a replay are no whole file. */
export function LinkAgain({ run }: { run: Run }) {
  const words = useMessages().run.outcome;
  const go = useGo();
  const { raw, rawId, dataset } = run;
  if (rawId === null || raw === null || run.replayOf !== null) return null;
  const again = () => { keepRaw({ ...raw, rawId }); go('/link', { dataset: dataset.slug, raw: String(rawId), step: 'preview' }); };
  return <Button onPress={again}><Icon name="undo" />{words.linkAgain}</Button>;
}
