import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, apiUrl, told } from '../../api/client.ts';
import type { Meeting, NewPrinting } from '../../api/meeting-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

type Printing = Meeting['printings'][number];

/** Prints the papers of the meeting, all or one, and keeps what was printed. */
export function PapersSection({ meeting }: { meeting: Meeting }) {
  const { meetings: words } = useMessages();
  const lang = useLang();
  const may = useMay()('meetings.print-papers');
  const [part, setPart] = useState<NewPrinting['part']>('pack');
  const [format, setFormat] = useState<NewPrinting['format']>('pdf');
  const acting = useAct(() => told(api.POST('/api/v1/meetings/{id}/printings', { params: { path: { id: meeting.id } }, body: { part, format, asOf: meeting.asOf } })), words.printed);
  const choices = (list: Record<string, string>) => Object.entries(list).map(([value, label]) => ({ value, label }));
  return (
    <Section title={words.papersTitle} note={words.papersNote({ date: formatThaiDate(meeting.asOf, { style: 'long', lang }) })}>
      <div className="print-row no-print">
        <Select label={words.part} value={part} options={choices(words.parts)} onChange={(next) => setPart(next as NewPrinting['part'])} />
        <Select label={words.format} value={format} options={choices(words.formats)} onChange={(next) => setFormat(next as NewPrinting['format'])} />
        <Button look="primary" isPending={acting.isPending} unavailable={may ? null : words.onlySecretariat} onPress={() => acting.mutate()}>{words.print}</Button>
      </div>
      {acting.isError && <ProblemView error={acting.error} />}
      {meeting.printings.length === 0 ? <p className="muted">{words.noPrintings}</p> : <Printings meeting={meeting} />}
    </Section>
  );
}

function Printings({ meeting }: { meeting: Meeting }) {
  const { meetings: words } = useMessages();
  const columns: TableColumn<Printing>[] = [
    { id: 'part', head: words.part, cell: (each) => words.parts[each.part] },
    { id: 'asOf', head: words.figuresOn, cell: (each) => <ThaiDate iso={each.asOf} /> },
    { id: 'by', head: words.printedBy, cell: (each) => <>{each.by}<span className="sub t13 muted"><ThaiDate iso={each.at} style="withTime" /></span></> },
    { id: 'hash', head: words.fingerprint, cell: (each) => <code className="t13 hash" title={each.figuresSha256}>{each.figuresSha256.slice(0, 12)}</code> },
    { id: 'file', head: words.file, cell: (each) => <a href={apiUrl(`/meetings/${meeting.id}/printings/${each.id}/file`)} download>{words.takeFile} {words.formats[each.format]}<span className="sr"> {words.parts[each.part]} {each.id}</span></a> },
  ];
  return <><h3 className="t16">{words.printings}</h3><DataTable caption={words.printings} columns={columns} rows={meeting.printings} rowKey={({ id }) => id} rowHead="part" /></>;
}
