import type { Contract, RowRule } from '@saphan/contracts/contract';
import { useState } from 'react';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../../ui/section.tsx';
import { severityGlyphs } from '../dataset/contract-rules.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { Sentence } from './sentence.tsx';

interface ListProps { slug: string; contract: Contract; rules: readonly RowRule[]; onChange: (rules: readonly RowRule[]) => void }

/** The rules in words, each with what it looks at and what is done when it fails. */
export function RuleList({ slug, contract, rules, onChange }: ListProps) {
  const words = useMessages().rules;
  const [asked, setAsked] = useState<RowRule | 'new' | null>(null);
  const keep = (rule: RowRule) => { onChange(rules.some(({ id }) => id === rule.id) ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule]); setAsked(null); };
  const add = <Button look="primary" onPress={() => setAsked('new')}><Icon name="plus" />{words.add}</Button>;
  return (
    <Section id="rules" title={words.list} note={words.listNote} aside={rules.length > 0 && add}>
      {rules.length === 0 ? <Empty icon="check" title={words.empty} action={add}>{words.emptyWhy}</Empty>
        : <RuleTable contract={contract} rules={rules} onAsk={setAsked} onRemove={(id) => onChange(rules.filter((rule) => rule.id !== id))} />}
      {asked && <RuleDialog slug={slug} contract={contract} rule={asked === 'new' ? null : asked} taken={[...rules, ...contract.rules].map(({ id }) => id)} onKeep={keep} onClose={() => setAsked(null)} />}
    </Section>
  );
}

function RuleTable({ contract, rules, onAsk, onRemove }: { contract: Contract; rules: readonly RowRule[]; onAsk: (rule: RowRule) => void; onRemove: (id: string) => void }) {
  const words = useMessages().rules;
  const say = useSay();
  return (
    <DataTable caption={words.caption} rows={rules} rowKey={({ id }) => id} rowHead="rule" columns={[
      { id: 'rule', head: words.dialog.rule, cell: (rule) => <>{say(rule, 'title')} <Edited contract={contract} rule={rule} /><Sentence contract={contract} rule={rule} /></> },
      { id: 'where', head: words.where, cell: (rule) => <Where contract={contract} rule={rule} /> },
      { id: 'severity', head: words.severity, cell: ({ severity }) => <Badge glyph={severityGlyphs[severity]}>{words.severities[severity]}</Badge> },
      { id: 'deeds', head: words.deeds, cell: (rule) => (
        <span className="row">
          <Button look="small" aria-label={`${words.change}: ${say(rule, 'title')}`} onPress={() => onAsk(rule)}>{words.change}</Button>
          <Button look={['quiet', 'small']} aria-label={`${words.remove}: ${say(rule, 'title')}`} onPress={() => onRemove(rule.id)}><Icon name="close" />{words.remove}</Button>
        </span>
      ) },
    ]} />
  );
}

function Where({ contract, rule: { use } }: { contract: Contract; rule: RowRule }) {
  const words = useMessages().rules;
  const say = useSay();
  const names = [...(use?.column ? [use.column] : []), ...(use?.columns ?? [])];
  if (names.length === 0) return <span className="muted">{use ? words.wholeTable : words.dialog.free}</span>;
  return <>{names.map((name) => { const column = contract.columns.find((each) => each.name === name); return column ? say(column, 'title') : name; }).join(', ')}</>;
}

function Edited({ contract, rule }: { contract: Contract; rule: RowRule }) {
  const words = useMessages().rules;
  const was = contract.rules.find(({ id }) => id === rule.id);
  if (!was) return <Badge tone="info">{words.isNew}</Badge>;
  return was === rule ? null : <Badge tone="info">{words.isChanged}</Badge>;
}
