import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { harvestSourcesQuery, type HarvestSource } from '../../api/harvest-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { JobFigures, JobMark } from './job-mark.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { TemplateSection } from './template-section.tsx';

/** Other catalogues, and the government's workbook. */
export function HarvestPage() {
  const { harvest: words, shell } = useMessages();
  const may = useMay();
  const query = useQuery(harvestSourcesQuery());
  const [adding, setAdding] = useState(false);
  const columns = useColumns();
  return (
    <Page title={words.title} crumbs={[shell.navGroups.catalogue, words.title]}>
      <PageHead title={words.title} lead={words.lead} />
      <Section title={words.sources} note={words.sourcesNote} aside={may('harvest.change-source') && <Button look="small" onPress={() => setAdding(true)}>{words.add}</Button>}>
        <Loaded query={query} label={words.loading} lines={3}>
          {({ items }) => (items.length === 0 ? <Empty icon="inbox" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.sources} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
        </Loaded>
      </Section>
      {may('harvest.take-template') && <TemplateSection />}
      {adding && <SourceDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function useColumns(): TableColumn<HarvestSource>[] {
  const words = useMessages().harvest;
  const say = useSay();
  const agencyName = useAgencyName();
  return [
    { id: 'name', head: words.source, cell: (each) => <><PageLink to={`/catalogue/harvest/${each.id}`}>{say(each, 'name')}</PageLink><span className="sub"><code className="secret-text">{each.url}</code></span></> },
    { id: 'kind', head: words.kind, cell: (each) => words.kinds[each.kind as keyof typeof words.kinds] },
    { id: 'agency', head: words.agency, cell: (each) => (each.agencyId === null ? '–' : agencyName(each.agencyId)) },
    { id: 'objects', head: words.objects, numeric: true, cell: (each) => <Num value={each.objects} /> },
    { id: 'last', head: words.last, cell: (each) => (each.lastJob ? <><JobMark job={each.lastJob} /><span className="sub"><JobFigures job={each.lastJob} /></span></> : words.never) },
    { id: 'next', head: words.next, cell: (each) => (!each.enabled ? words.off : each.nextAt ? <ThaiDate iso={each.nextAt} style="withTime" /> : words.oftenOf.none) },
  ];
}
