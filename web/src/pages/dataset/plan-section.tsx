import { formatThaiDate } from '@saphan/contracts/dates';
import { useState } from 'react';
import type { Dataset, PlanChange } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Section } from '../../ui/section.tsx';
import { DueDateDialog } from './due-date-dialog.tsx';

/** The due date, the first one beside it, and every move with its reason. */
export function PlanSection({ dataset: { slug, plan, firstLinkedAt } }: { dataset: Dataset }) {
  const lang = useLang();
  const words = useMessages().dataset.plan;
  const [open, setOpen] = useState(false);
  const date = (iso: string) => formatThaiDate(iso, { lang });
  const facts = [
    plan.dueOn ? words.due({ date: date(plan.dueOn) }) : words.none,
    plan.baselineDueOn && plan.baselineDueOn !== plan.dueOn && words.baseline({ date: date(plan.baselineDueOn) }),
    firstLinkedAt && words.linkedOn({ date: date(firstLinkedAt) }),
  ].filter(Boolean).join(' · ');
  return (
    <Section id="plan" title={words.title} note={facts} aside={useMay()('plans.set-due-date') && <span className="no-print"><Button onPress={() => setOpen(true)}>{plan.dueOn ? words.change : words.set}</Button></span>}>
      {plan.changes.length > 0 && <Changes changes={plan.changes} />}
      {open && <DueDateDialog slug={slug} dueOn={plan.dueOn} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Changes({ changes }: { changes: PlanChange[] }) {
  const words = useMessages().dataset.plan;
  return (
    <DataTable caption={words.history} rows={changes} rowKey={(change) => change.at} columns={[
      { id: 'to', head: words.to, cell: (change) => <ThaiDate iso={change.dueOn} /> },
      { id: 'why', head: words.why, cell: (change) => change.reason },
      { id: 'at', head: words.at, cell: (change) => <ThaiDate iso={change.at} /> },
      { id: 'by', head: words.by, className: 'soft', cell: (change) => change.by },
    ]} />
  );
}
