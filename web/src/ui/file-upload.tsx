import { formatBytes, formatPercent } from '@saphan/contracts/numbers';
import type { ReactNode } from 'react';
import { DropZone, FileTrigger, Text, type DropZoneProps } from 'react-aria-components';
import { sendFile, type SendOptions } from '../api/send-file.ts';
import type { Raw } from '../api/types.ts';
import { useUpload, type UploadState } from '../api/use-upload.ts';
import { useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';
import './file-upload.css';
import { Icon } from './icon.tsx';
import { Progress } from './meter.tsx';
import { ProblemView } from './problem-view.tsx';

type Dropped = Parameters<NonNullable<DropZoneProps['onDrop']>>[0];

interface Place { label: string; hint: ReactNode; accept?: string[]; primary?: boolean }

/** A place to drop or choose one file; sends it in parts, goes on where it broke off, and hands on the raw file. */
export function FileUpload(props: Place & { onDone: (raw: Raw) => void }) {
  return <FileDrop {...props} sender={sendFile} keepsParts />;
}

/** A place to drop or choose one file, which `sender` brings to where it belongs; shows how far it is. */
export function FileDrop<Kept>({ label, hint, accept, primary = true, sender, keepsParts = false, onDone }: Place & {
  sender: (file: File, options: SendOptions) => Promise<Kept>; onDone: (kept: Kept) => void;
  /** Whether what was sent of a broken attempt counts. */
  keepsParts?: boolean;
}) {
  const words = useMessages().upload;
  const { state, send, stop, dismiss, retry } = useUpload(sender, onDone);
  const drop = async ({ items }: Dropped) => {
    const [item] = items.filter((each) => each.kind === 'file');
    if (item?.kind === 'file') send(await item.getFile());
  };
  if (state.phase === 'sending') return <Sending state={state} onStop={stop} />;
  return (
    <div className="stack">
      {state.phase === 'failed' && <ProblemView error={state.error} onRetry={retry}><p className="t14">{keepsParts ? words.keptSoFar({ name: state.file?.name ?? '', sent: formatBytes(state.sent) }) : words.notKept({ name: state.file?.name ?? '' })} <button type="button" className="linkish" onClick={dismiss}>{words.other}</button></p></ProblemView>}
      <DropZone className="drop" onDrop={(event) => void drop(event)} aria-label={label}>
        <Icon name="upload" />
        <Text slot="label" className="w5">{label}</Text>
        <FileTrigger onSelect={(files) => { const [file] = files ?? []; if (file) send(file); }} {...(accept && { acceptedFileTypes: accept })}>
          <Button look={primary ? 'primary' : []}>{words.choose}</Button>
        </FileTrigger>
        <p className="t14 muted measure">{hint}</p>
      </DropZone>
    </div>
  );
}

function Sending({ state: { file, sent }, onStop }: { state: UploadState; onStop: () => void }) {
  const words = useMessages().upload;
  const size = file?.size ?? 0;
  const share = size > 0 ? sent / size : null;
  const said = words.sent({ sent: formatBytes(sent), size: formatBytes(size), share: formatPercent(share, { decimals: 0 }) });
  return (
    <div className="drop" data-sending="" role="group" aria-label={words.sending}>
      <p className="w5">{words.sendingName({ name: file?.name ?? '' })}</p>
      <Progress label={words.sending} share={share} said={said} />
      <p className="t14 soft num" role="status">{said}</p>
      <Button onPress={onStop}><Icon name="stop" />{words.stop}</Button>
    </div>
  );
}
