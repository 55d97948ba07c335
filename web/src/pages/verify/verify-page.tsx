import { useState } from 'react';
import { DropZone, FileTrigger, Text, type DropZoneProps } from 'react-aria-components';
import { useMessages } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import '../../ui/file-upload.css';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { readReceipt, type Reading } from './read-receipt.ts';
import { VerdictView } from './verdict-view.tsx';

type Dropped = Parameters<NonNullable<DropZoneProps['onDrop']>>[0];

/** `/th/verify`: anybody verifies a receipt, signed in or not. */
export function VerifyPage() {
  const words = useMessages().receipts;
  const [reading, setReading] = useState<Reading | 'busy' | null>(null);
  const read = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setReading('busy');
    setReading(await readReceipt(files));
  };
  return (
    <OutsidePage title={words.title} wide>
      <div className="page-title"><h1>{words.title}</h1><p className="lead">{words.lead}</p></div>
      <div role="status" aria-busy={reading === 'busy'}>{reading === 'busy' && <p>{words.busy}</p>}</div>
      {reading !== null && reading !== 'busy' && <ReadingView reading={reading} />}
      <FileDropPlace label={reading === null ? words.drop : words.another} onFiles={(files) => void read(files)} />
      <Section title={words.offline} note={words.offlineNote} aside={<ButtonLink href="/verify-receipt.html" download="verify-receipt.html"><Icon name="download" />{words.offlineGet}</ButtonLink>}>
        <p className="t14">{words.shell} <code>sh verify.sh</code></p>
      </Section>
    </OutsidePage>
  );
}

function FileDropPlace({ label, onFiles }: { label: string; onFiles: (files: readonly File[]) => void }) {
  const words = useMessages().receipts;
  const drop = async ({ items }: Dropped) => { onFiles(await Promise.all(items.filter((item) => item.kind === 'file').map((item) => item.getFile()))); };
  return (
    <DropZone className="drop" onDrop={(event) => void drop(event)} aria-label={label}>
      <Icon name="upload" />
      <Text slot="label" className="w5">{label}</Text>
      <FileTrigger allowsMultiple onSelect={(files) => { onFiles([...files ?? []]); }}><Button look="primary">{words.choose}</Button></FileTrigger>
      <p className="t14 muted measure">{words.dropHint}</p>
    </DropZone>
  );
}

function ReadingView({ reading }: { reading: Reading }) {
  const words = useMessages().receipts;
  if (reading.what === 'verdict') return <VerdictView name={reading.name} verdict={reading.verdict} />;
  const [title, next] = reading.what === 'no-ed25519' ? [words.noEd25519, words.noEd25519Next] : reading.what === 'no-receipt' ? [words.noReceipt, words.noReceiptNext] : [words.unreadable({ name: reading.name }), words.noReceiptNext];
  return <Callout tone="bad" title={title} alert><p className="t14">{next}</p></Callout>;
}
