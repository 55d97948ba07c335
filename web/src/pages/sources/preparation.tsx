import type { SourceKind } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { CopyButton } from '../../ui/copy-button.tsx';

/** What the agency prepares before a source of this kind is set up, with commands to copy. */
export function Preparation({ kind: { title, preparation } }: { kind: SourceKind }) {
  const { sources: { form: words }, shell } = useMessages();
  const tell = useTell();
  const label = words.prepare({ kind: tell(title) });
  return (
    <section className="stack-1 source-preparation" aria-label={label}>
      <p className="t14 w5">{label}</p>
      <p className="t14">{tell(preparation)}</p>
      {preparation.commands && <>
        <div className="code"><pre tabIndex={0} role="region" aria-label={words.commands}>{preparation.commands}</pre></div>
        <p><CopyButton text={preparation.commands} label={shell.copy} done={shell.copied} /></p>
      </>}
    </section>
  );
}
