import { formatNumber } from '@saphan/contracts/numbers';
import { useMutation } from '@tanstack/react-query';
import { FileTrigger } from 'react-aria-components';
import { readStatementIds, type StatementPage } from '../../../api/statement-queries.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { Callout } from '../../../ui/callout.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { Section } from '../../../ui/section.tsx';
import { compareRecords, type Comparison } from './own-record.ts';

const LARGEST = 64 * 1024 * 1024;
const NAMED = 10;

/** Lays a file of one's own systems beside the statement, in this browser. */
export function CompareSection({ page, compared, onCompared }: { page: StatementPage; compared: Comparison | null; onCompared: (comparison: Comparison) => void }) {
  const { statements: words } = useMessages();
  const comparing = useMutation({
    mutationFn: async (file: File) => (file.size > LARGEST ? null : compareRecords(await file.text(), await readStatementIds(page.id), page.day)),
    onSuccess: (comparison) => { if (comparison) onCompared(comparison); },
  });
  return (
    <Section title={words.compare} note={words.compareNote} aside={<FileTrigger onSelect={(files) => { const [file] = files ?? []; if (file) comparing.mutate(file); }}><Button isPending={comparing.isPending}><Icon name="upload" />{words.choose}</Button></FileTrigger>}>
      {comparing.isPending && <p role="status">{words.comparing}</p>}
      {comparing.isError && <ProblemView error={comparing.error} />}
      {comparing.data === null && <Callout tone="warn" title={words.largest} level={3} alert />}
      {compared && <Outcome page={page} compared={compared} />}
    </Section>
  );
}

function Outcome({ page, compared }: { page: StatementPage; compared: Comparison }) {
  const { statements: words } = useMessages();
  const { counted, root, houseRoot, onlyOwn, onlyHouse, beside } = compared;
  if (houseRoot !== page.root) return <Callout tone="bad" title={words.houseWrong} level={3} alert><p className="t14">{words.houseWrongWhy}</p></Callout>;
  const left = beside > 0 && <p className="t14">{words.beside({ count: formatNumber(beside) })}</p>;
  if (root === page.root) return <Callout tone="ok" title={words.same({ count: formatNumber(counted) })} level={3} alert><p className="t14">{words.sameWhy}</p>{left}</Callout>;
  return (
    <Callout tone="warn" title={counted === 0 ? words.noIds : words.notSame} level={3} alert>
      {onlyOwn.length > 0 && <Ids title={words.onlyOwn({ count: formatNumber(onlyOwn.length) })} ids={onlyOwn} />}
      {onlyHouse.length > 0 && <Ids title={words.onlyHouse({ count: formatNumber(onlyHouse.length) })} ids={onlyHouse} />}
      {left}
    </Callout>
  );
}

function Ids({ title, ids }: { title: string; ids: string[] }) {
  const { statements: words } = useMessages();
  return (
    <>
      <p className="t14 w5">{title}</p>
      <ul className="plain-list t13">{ids.slice(0, NAMED).map((id) => <li key={id}><code className="secret-text">{id}</code></li>)}{ids.length > NAMED && <li>{words.andMore({ count: formatNumber(ids.length - NAMED) })}</li>}</ul>
    </>
  );
}
