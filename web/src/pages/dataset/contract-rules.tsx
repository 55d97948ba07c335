import type { Contract, RowRule } from '@saphan/contracts/contract';
import { findRule } from '@saphan/contracts/rules/library';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';

/** The mark of what is done when a rule fails. */
export const severityGlyphs = { reject: 'bad', hold: 'held', warn: 'warn' } as const;

/** Rules of a contract beside what stands with its columns: what each says, and what is done when it fails. */
export function ContractRules({ rules }: { rules: Contract['rules'] }) {
  const words = useMessages().watch.rules;
  const say = useSay();
  if (rules.length === 0) return null;
  return (
    <>
      <h3>{words.title}</h3>
      <DataTable caption={words.title} rows={rules} rowKey={({ id }) => id} rowHead="rule" columns={[
        { id: 'rule', head: words.rule, cell: (rule) => <>{say(rule, 'title')}<code className="sub">{rule.id}</code></> },
        { id: 'says', head: words.says, className: 'soft rules', cell: (rule) => <Says rule={rule} /> },
        { id: 'severity', head: words.severity, cell: ({ severity }) => <Badge glyph={severityGlyphs[severity]}>{words.severities[severity]}</Badge> },
      ]} />
    </>
  );
}

function Says({ rule }: { rule: RowRule }) {
  const say = useSay();
  const known = rule.use && findRule(rule.use.rule);
  return <>{known && say(known, 'says')}<code className={known ? 'sub' : undefined}>{rule.sql}</code></>;
}
