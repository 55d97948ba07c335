import { useState } from 'react';
import type { ServicePage } from '../../../api/data-service-queries.ts';
import { useMessages, useTell } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Section } from '../../../ui/section.tsx';
import { CredentialDialog } from './credential-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { TermsDialog } from './terms-dialog.tsx';
import { VersionDialog } from './version-dialog.tsx';

/** What only its own agency and the secretariat see and do. */
export function OwnerSection({ service }: { service: ServicePage }) {
  const { dataServices: words } = useMessages();
  const tell = useTell();
  const [dialog, setDialog] = useState<'move' | 'terms' | 'version' | 'credential' | null>(null);
  const close = () => setDialog(null);
  const over = service.state === 'retired';
  const isLive = service.kind === 'live';
  return (
    <Section id="owner" title={words.owner} note={words.ownerNote}>
      <div className="row">
        <Button isDisabled={over} onPress={() => setDialog('move')}>{words.move}</Button>
        <Button isDisabled={over} onPress={() => setDialog('terms')}>{words.change}</Button>
        {isLive && <Button isDisabled={over} onPress={() => setDialog('version')}>{words.newVersion}</Button>}
        {isLive && <Button isDisabled={over || !service.upstream?.url} onPress={() => setDialog('credential')}>{words.setCredential}</Button>}
      </div>
      {service.upstream && (
        <dl className="facts">
          <Fact name={words.upstream}>{service.upstream.url ? <code className="secret-text">{service.upstream.url}</code> : <span className="off">–</span>}</Fact>
          <Fact name={words.credential}>{service.upstream.credential ? `${words.credentialKinds[service.upstream.credential.kind] ?? ''} · ${service.upstream.credential.shown}` : words.noCredential}</Fact>
        </dl>
      )}
      {service.notes.length > 0 && <div className="t14"><b>{words.notes}</b><ul className="plain-list">{service.notes.map((note) => <li key={note.pointer + note.en}><code className="secret-text">{note.pointer}</code> {tell(note)}</li>)}</ul></div>}
      <History service={service} />
      {dialog === 'move' && <MoveDialog service={service} onClose={close} />}
      {dialog === 'terms' && <TermsDialog service={service} onClose={close} />}
      {dialog === 'version' && <VersionDialog service={service} onClose={close} />}
      {dialog === 'credential' && <CredentialDialog service={service} onClose={close} />}
    </Section>
  );
}

function History({ service }: { service: ServicePage }) {
  const { dataServices: words } = useMessages();
  const columns: TableColumn<ServicePage['history'][number]>[] = [
    { id: 'when', head: words.when, cell: (line) => <ThaiDate iso={line.at} style="withTime" /> },
    { id: 'what', head: words.what, cell: (line) => words.happenings[line.what] ?? line.what },
    { id: 'by', head: words.by, cell: (line) => line.by },
    { id: 'reason', head: words.reason, className: 'wide', cell: (line) => line.reason ?? <span className="off">–</span> },
  ];
  return <DataTable caption={words.history} captionHidden={false} columns={columns} rows={service.history} rowKey={(line) => line.at + line.what} rowHead="when" />;
}
