import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { sendTemplate, templateUrl, type TemplateReport } from '../../api/harvest-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay, useTell } from '../../app/lang.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import '../../ui/file-upload.css';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';

/** The government's workbook: out with the agency's records, and back after it was checked. */
export function TemplateSection() {
  const { harvest: words, shell } = useMessages();
  const say = useSay();
  const { data: session } = useQuery(sessionQuery());
  const { data: agencies } = useQuery(agenciesQuery());
  const [chosen, setChosen] = useState('');
  const [type, setType] = useState<keyof typeof words.types>('record');
  const mine = session?.who?.agencies ?? [];
  const options = (agencies?.items ?? []).filter(({ id }) => mine.includes('*') || mine.includes(id));
  const agency = chosen || (options.length === 1 ? options[0]?.id ?? '' : '');
  return (
    <Section title={words.template} note={words.templateNote}>
      <div className="filters">
        <ComboBox key={`${options.length} ${agency}`} label={words.ofAgency} value={agency} options={options.map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={setChosen} openLabel={shell.openList} />
        <Select label={words.type} value={type} options={Object.entries(words.types).map(([value, label]) => ({ value, label }))} onChange={(value) => setType(value as keyof typeof words.types)} />
      </div>
      {agency === '' ? <p className="soft">{words.pickAgency}</p> : <><p><a className={buttonClass()} href={templateUrl(agency, type)} download><Icon name="download" /> {words.download}</a></p><Filled key={agency} agency={agency} /></>}
    </Section>
  );
}

function Filled({ agency }: { agency: string }) {
  const words = useMessages().harvest;
  const trying = useMutation({ mutationFn: (file: File) => sendTemplate(agency, file, false).then((report) => ({ report, file })) });
  const taking = useAct((file: File) => sendTemplate(agency, file, true), words.taken);
  const again = () => { trying.reset(); taking.reset(); };
  const found = trying.data;
  if (!found) return <>{trying.isError && <ProblemView error={trying.error} />}<ChooseFile busy={trying.isPending} onFile={(file) => trying.mutate(file)} /></>;
  const report = taking.data ?? found.report;
  const isGood = report.places.length === 0;
  return (
    <div className="stack">
      <Callout tone={isGood ? 'ok' : 'bad'} title={report.applied ? words.taken : isGood ? words.good : words.bad({ count: report.places.length })} level={3} alert><p className="t14">{words.tried({ name: found.file.name, ...report })}</p></Callout>
      {taking.isError && <ProblemView error={taking.error} />}
      <Places caption={words.places} places={report.places} />
      <Places caption={words.notes} places={report.notes} />
      <div className="row">
        {isGood && !report.applied && <Button look="primary" isPending={taking.isPending} onPress={() => taking.mutate(found.file)}>{words.take}</Button>}
        <Button look={isGood && !report.applied ? 'quiet' : []} onPress={again}>{words.another}</Button>
      </div>
    </div>
  );
}

function ChooseFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const words = useMessages().harvest;
  return (
    <DropZone className="drop" aria-label={words.choose} onDrop={({ items }) => { const [item] = items.filter((each) => each.kind === 'file'); if (item?.kind === 'file') void item.getFile().then(onFile); }}>
      <Icon name="upload" />
      <Text slot="label" className="w5">{words.choose}</Text>
      <FileTrigger acceptedFileTypes={['.xlsx']} onSelect={(files) => { const [file] = files ?? []; if (file) onFile(file); }}><Button isPending={busy}>{busy ? words.checking : words.choose}</Button></FileTrigger>
      <p className="t14 muted measure">{words.chooseHint}</p>
    </DropZone>
  );
}

function Places({ caption, places }: { caption: string; places: TemplateReport['places'] }) {
  const words = useMessages().harvest;
  const tell = useTell();
  if (places.length === 0) return null;
  const columns: TableColumn<TemplateReport['places'][number] & { key: string }>[] = [
    { id: 'place', head: words.place, cell: (each) => words.placeOf(each) },
    { id: 'what', head: words.what, cell: (each) => tell(each) },
  ];
  return <DataTable caption={caption} captionHidden={false} columns={columns} rows={places.map((each, at) => ({ ...each, key: `${at}` }))} rowKey={(each) => each.key} rowHead="place" />;
}
