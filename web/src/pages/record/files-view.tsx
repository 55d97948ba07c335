import { useState } from 'react';
import { orderResources, type RecordWork } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Bytes, ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuChoice } from '../../ui/menu.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { AddLinkDialog, ChangeDialog, RemoveDialog, SendDialog, type Resource } from './file-dialogs.tsx';

type Asked = { what: 'file' | 'link' } | { what: 'replace' | 'change' | 'remove'; resource: Resource };

/** Where the data can be had: the formats of its release, files kept here, addresses elsewhere. */
export function FilesView({ work }: { work: RecordWork }) {
  const words = useMessages().catalogue.files;
  const [asked, setAsked] = useState<Asked | null>(null);
  const { resources, slug } = work.record;
  const ordering = useAct((ids: string[]) => orderResources(slug, ids), words.moved);
  const columns = useColumns(work.maySave ? (resource) => choicesOf(resource, resources, words, setAsked, (ids) => ordering.mutate(ids)) : null);
  const buttons = work.maySave ? <div className="row no-print"><Button onPress={() => setAsked({ what: 'file' })}><Icon name="upload" />{words.addFile}</Button><Button onPress={() => setAsked({ what: 'link' })}>{words.add}</Button></div> : undefined;
  return (
    <Section id="files" title={words.title} note={words.note} aside={buttons}>
      {ordering.isError && <ProblemView error={ordering.error} />}
      {resources.length === 0 ? <Empty icon="file" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.title} columns={columns} rows={resources} rowKey={({ id }) => id} rowHead="name" />}
      {asked && <AskedDialog asked={asked} slug={slug} onClose={() => setAsked(null)} />}
    </Section>
  );
}

function AskedDialog({ asked, slug, onClose }: { asked: Asked; slug: string; onClose: () => void }) {
  switch (asked.what) {
    case 'file': return <SendDialog slug={slug} replaced={null} onClose={onClose} />;
    case 'link': return <AddLinkDialog slug={slug} onClose={onClose} />;
    case 'replace': return <SendDialog slug={slug} replaced={asked.resource} onClose={onClose} />;
    case 'change': return <ChangeDialog resource={asked.resource} onClose={onClose} />;
    case 'remove': return <RemoveDialog resource={asked.resource} onClose={onClose} />;
  }
}

type Words = ReturnType<typeof useMessages>['catalogue']['files'];

/** What can be done with a file or address; formats of a release follow from it and are nobody's to change. */
function choicesOf(resource: Resource, all: readonly Resource[], words: Words, ask: (asked: Asked) => void, order: (ids: string[]) => void): MenuChoice[] {
  if (resource.kind === 'release') return [];
  const ids = all.filter(({ kind }) => kind !== 'release').map(({ id }) => id);
  const place = ids.indexOf(resource.id);
  const to = (other: number) => order(ids.toSpliced(place, 1).toSpliced(other, 0, resource.id));
  return [
    { id: 'change', label: words.change, onAction: () => ask({ what: 'change', resource }) },
    ...(resource.sha256 === null ? [] : [{ id: 'replace', label: words.replace, onAction: () => ask({ what: 'replace', resource }) }]),
    ...(place > 0 ? [{ id: 'up', label: words.up, onAction: () => to(place - 1) }] : []),
    ...(place < ids.length - 1 ? [{ id: 'down', label: words.down, onAction: () => to(place + 1) }] : []),
    { id: 'remove', label: words.remove, onAction: () => ask({ what: 'remove', resource }) },
  ];
}

function useColumns(choices: ((resource: Resource) => MenuChoice[]) | null): TableColumn<Resource>[] {
  const words = useMessages().catalogue.files;
  const say = useSay();
  return [
    { id: 'name', head: words.name, cell: (each) => <><a href={each.url}>{say(each, 'name')}</a>{each.description && <span className="sub">{each.description}</span>}</> },
    { id: 'format', head: words.format, cell: (each) => <>{each.format}{each.bytes !== null && <span className="sub"><Bytes value={each.bytes} /></span>}</> },
    { id: 'kind', head: words.kind, cell: (each) => words.kinds[each.kind] },
    { id: 'changed', head: words.changed, cell: (each) => <ThaiDate iso={each.changedAt} /> },
    ...(choices ? [{ id: 'act', head: words.act, cell: (each: Resource) => <ActCell name={say(each, 'name')} items={choices(each)} /> }] : []),
  ];
}

function ActCell({ name, items }: { name: string; items: MenuChoice[] }) {
  const words = useMessages().catalogue.files;
  const label = words.actOn({ name });
  return items.length === 0 ? <>–</> : <Menu label={label} items={items}><Button look="small" aria-label={label}>{words.act}<Icon name="down" /></Button></Menu>;
}
