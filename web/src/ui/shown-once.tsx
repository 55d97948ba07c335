import type { ReactNode } from 'react';
import { useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';
import { Callout } from './callout.tsx';
import { CopyButton } from './copy-button.tsx';

/** A secret that the server will never tell again: shown until somebody says it was kept. `note` where more than a fingerprint of it is kept. */
export function ShownOnce({ title, text, note, level = 3, onKept, children }: { title: string; text: string; note?: string; level?: 2 | 3; onKept: () => void; children?: ReactNode }) {
  const words = useMessages();
  return (
    <Callout tone="ok" title={title} level={level} alert>
      <p className="t14">{note ?? words.admin.once}</p>
      {children}
      <p><code className="secret-text">{text}</code></p>
      <div className="row"><CopyButton text={text} label={words.shell.copy} done={words.shell.copied} /><Button look="small" onPress={onKept}>{words.admin.kept}</Button></div>
    </Callout>
  );
}
