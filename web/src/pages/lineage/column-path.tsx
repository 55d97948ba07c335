import type { Lineage, LineageColumn } from '../../api/lineage-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/fact.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { sourceWords } from './step-words.ts';

/** The whole line of one column in words: from where, what was done, how it is given out, and what a change would touch. */
export function ColumnPath({ lineage, column, onClose }: { lineage: Lineage; column: LineageColumn; onClose: () => void }) {
  const words = useMessages().lineage;
  const say = useSay();
  const said = (each: { th: string; en: string }) => say({ textTh: each.th, textEn: each.en }, 'text');
  const from = sourceWords(column, words);
  return (
    <Section id="column" title={words.path({ name: column.name })} note={say(column, 'title')} aside={<Button look="small" onPress={onClose}>{words.close}</Button>}>
      <dl className="facts lineage-path" aria-live="polite">
        {from !== null && <Fact name={words.from}>{column.source?.name === null ? from : words.fromSource({ name: from })}{column.source?.place != null && ` · ${words.place({ place: column.source.place })}`}{column.source && !column.source.certain && ` · ${words.uncertain}`}</Fact>}
        <Fact name={words.done}>{column.steps.length === 0 ? words.nothingDone : <ol>{column.steps.map((step) => <li key={step.kind}>{said(step)}</li>)}</ol>}</Fact>
        <Fact name={words.given}>{words.givenAs({ name: column.name })} · {words.shown[column.shown]}{column.geometry && lineage.faces.some(({ id }) => id === 'features') && <span className="sub">{words.geometry[column.geometry]}</span>}</Fact>
        {column.codeList && <Fact name={words.codes}>{column.codeList.dataset ? <PageLink to={`/datasets/${column.codeList.dataset}/lineage`} search={{ column: column.codeList.column ?? undefined }}>{column.codeList.dataset} · {column.codeList.column}</PageLink> : words.codesInContract}</Fact>}
        <Fact name={words.uses}>{column.uses.length === 0 ? words.noUses : <ul>{column.uses.map((use) => <li key={`${use.kind} ${use.en}`}>{use.dataset ? <PageLink to={`/datasets/${use.dataset}/lineage`} search={{ column: use.column ?? undefined }}>{said(use)}</PageLink> : said(use)}</li>)}</ul>}</Fact>
        {column.history.length > 1 && <Fact name={words.history}><ul>{column.history.map((era) => <li key={era.fromVersion}>{words.versions({ from: era.fromVersion, to: era.toVersion })}: <code>{era.name}</code>{era.source && ` ← ${era.source}`} · {era.type}</li>)}</ul></Fact>}
      </dl>
    </Section>
  );
}
