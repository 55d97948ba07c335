import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DropZone, FileTrigger, Text } from 'react-aria-components';
import { confirmImport, previewImport, type Imported } from '../../api/account-import.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import '../../ui/file-upload.css';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { ImportPlan } from './import-plan.tsx';

/** Accounts of an agency from a file: what it would do, then all of it or nothing. */
export function ImportPage() {
  const words = useMessages();
  const { imports } = words.accounts;
  const [search] = usePageSearch();
  const { data: session } = useQuery(sessionQuery());
  const agency = textOf(search['agency']) ?? session?.who?.agencies.find((id) => id !== '*') ?? '';
  return (
    <Page title={imports.title} crumbs={[words.shell.navGroups.administration, <PageLink key="accounts" to="/accounts">{words.accounts.title}</PageLink>, imports.title]}>
      <PageHead title={imports.title} lead={imports.lead} />
      <AgencyOfFile agency={agency} />
      {agency !== '' && <Import key={agency} agency={agency} />}
    </Page>
  );
}

function AgencyOfFile({ agency }: { agency: string }) {
  const words = useMessages();
  const say = useSay();
  const [, change] = usePageSearch();
  const { data: agencies } = useQuery(agenciesQuery());
  if (!agencies) return null;
  return <div className="filters"><ComboBox key={agency} label={words.admin.agency} value={agency} options={agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))} onChange={(id) => { if (id) change({ agency: id }); }} openLabel={words.shell.openList} /></div>;
}

function Import({ agency }: { agency: string }) {
  const { imports: words } = useMessages().accounts;
  const previewing = useMutation({ mutationFn: (file: File) => previewImport(agency, file).then((preview) => ({ preview, file })) });
  const [done, setDone] = useState<Imported | null>(null);
  const importing = useAct(({ file, plan }: { file: File; plan: string }) => confirmImport(agency, file, plan), words.confirmed, setDone);
  if (done) return <Callout tone="ok" title={words.done(done)} alert><p className="t14">{words.doneNext}</p><p><PageLink to="/accounts" search={{ state: 'invited', agency }}>{words.toAccounts}</PageLink></p></Callout>;
  const found = previewing.data;
  if (!found) return <div className="stack">{previewing.isError && <ProblemView error={previewing.error} />}<ChooseFile busy={previewing.isPending} onFile={(file) => previewing.mutate(file)} /></div>;
  const ready = found.preview.problemCount === 0 && found.preview.create + found.preview.change > 0;
  return (
    <>
      <ImportPlan name={found.file.name} preview={found.preview} />
      {importing.isError && <ProblemView error={importing.error} />}
      <div className="row">
        {ready && <Button look="primary" isPending={importing.isPending} onPress={() => importing.mutate({ file: found.file, plan: found.preview.plan })}>{words.confirm}</Button>}
        <Button look={ready ? 'quiet' : []} onPress={() => { importing.reset(); previewing.reset(); }}>{words.another}</Button>
      </div>
    </>
  );
}

function ChooseFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { imports: words } = useMessages().accounts;
  return (
    <DropZone className="drop" aria-label={words.file} onDrop={({ items }) => { const [item] = items.filter((each) => each.kind === 'file'); if (item?.kind === 'file') void item.getFile().then(onFile); }}>
      <Icon name="upload" />
      <Text slot="label" className="w5">{words.file}</Text>
      <FileTrigger acceptedFileTypes={['.csv', '.xlsx']} onSelect={(files) => { const [file] = files ?? []; if (file) onFile(file); }}><Button look="primary" isPending={busy}>{busy ? words.checking : words.choose}</Button></FileTrigger>
      <p className="t14 muted measure">{words.hint}</p>
    </DropZone>
  );
}
