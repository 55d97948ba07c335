import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { apiUrl } from '../../api/client.ts';
import type { Release } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';

type Kind = 'rows' | 'asOf' | 'file' | 'changes';

/** Commands that work for this dataset on this very server. */
export function ApiSection({ slug, releases }: { slug: string; releases: Release[] }) {
  const words = useMessages();
  const { kinds, comments, title, note, which } = words.dataset.api;
  const [kind, setKind] = useState<Kind>('rows');
  const offered: Kind[] = releases.length > 1 ? ['rows', 'asOf', 'file', 'changes'] : ['rows', 'asOf', 'file'];
  const command = commandFor(kind, slug, releases);
  return (
    <Section id="api" title={title} note={note}>
      <div className="code">
        <header>
          <Segmented label={which} value={kind} options={offered.map((value) => ({ value, label: kinds[value] }))} onChange={setKind} />
          <CopyButton text={command} label={words.shell.copy} done={words.shell.copied} />
        </header>
        <pre tabIndex={0} aria-label={kinds[kind]}><span className="tok-c">{comments[kind]}</span>{'\n'}{command}</pre>
      </div>
    </Section>
  );
}

function commandFor(kind: Kind, slug: string, releases: Release[]): string {
  const numbers = releases.map((release) => release.number).toSorted((a, b) => b - a);
  const addresses: Record<Kind, string> = {
    rows: apiUrl(`/datasets/${slug}/releases/current/rows`, { limit: 100 }),
    asOf: apiUrl(`/datasets/${slug}/rows`, { asOf: todayInBangkok(new Date()) }),
    file: apiUrl(`/datasets/${slug}/releases/current/download`, { format: 'parquet' }),
    changes: apiUrl(`/datasets/${slug}/changes`, { from: numbers[1] ?? 1, to: numbers[0] ?? 1 }),
  };
  return `curl -H "authorization: Bearer $SAPHAN_TOKEN" ${kind === 'file' ? `-o ${slug}.parquet ` : ''}"${location.origin}${addresses[kind]}"`;
}
