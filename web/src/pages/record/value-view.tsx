import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { judgeValue, recordValueQuery, type ScoredCriterion } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useTell } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Meter } from '../../ui/meter.tsx';
import { OptionCards } from '../../ui/option-cards.tsx';
import { Section } from '../../ui/section.tsx';

/** What a dataset is worth to others: what the house sees, and what people judge with evidence. */
export function ValueView({ slug, maySave }: { slug: string; maySave: boolean }) {
  const words = useMessages().catalogue.value;
  const query = useQuery(recordValueQuery(slug));
  const [judging, setJudging] = useState<ScoredCriterion | null>(null);
  const columns = useColumns(maySave ? setJudging : null);
  return (
    <Section id="value" title={words.title} note={words.note}>
      <Loaded query={query} label={words.loading} lines={8}>
        {({ score, proposedFrom, criteria }) => (
          <>
            <div className="stack-2">
              <p className="row"><b className="num">{words.score({ score })}</b>{score >= proposedFrom ? <Badge glyph="ok">{words.isHigh}</Badge> : <span className="muted t14">{words.proposed({ from: proposedFrom })}</span>}</p>
              <Meter label={words.title} value={score} max={100} said={words.score({ score })} tone={score >= proposedFrom ? 'ok' : 'idle'} />
            </div>
            {(['seen', 'judged'] as const).map((kind) => <DataTable key={kind} caption={words[kind]} captionHidden={false} columns={columns.filter(({ id }) => kind === 'judged' || id !== 'act')} rows={criteria.filter((each) => each.kind === kind)} rowKey={({ key }) => key} rowHead="criterion" />)}
          </>
        )}
      </Loaded>
      {judging && <JudgeDialog slug={slug} criterion={judging} onClose={() => setJudging(null)} />}
    </Section>
  );
}

function useColumns(onJudge: ((criterion: ScoredCriterion) => void) | null): TableColumn<ScoredCriterion>[] {
  const words = useMessages().catalogue.value;
  const lang = useLang();
  const tell = useTell();
  return [
    { id: 'criterion', head: words.criterion, cell: (each) => tell(each) },
    { id: 'points', head: words.points, numeric: true, cell: (each) => words.pointsOf({ points: formatNumber(each.points), of: each.of }) },
    { id: 'evidence', head: words.evidence, cell: (each) => <>{(lang === 'th' ? each.evidenceTh : each.evidenceEn) ?? words.none}{each.by && <span className="sub">{words.judgedBy({ name: each.by })}</span>}</> },
    ...(onJudge ? [{ id: 'act', head: words.act, cell: (each: ScoredCriterion) => <Button look="small" onPress={() => onJudge(each)} aria-label={`${words.judge}: ${tell(each)}`}>{words.judge}</Button> }] : []),
  ];
}

function JudgeDialog({ slug, criterion, onClose }: { slug: string; criterion: ScoredCriterion; onClose: () => void }) {
  const words = useMessages().catalogue.value;
  const tell = useTell();
  const lang = useLang();
  const [answer, setAnswer] = useState(String(criterion.answer ?? 2));
  const [evidence, setEvidence] = useState(criterion.evidenceTh ?? '');
  const acting = useAct(() => judgeValue(slug, { criterion: criterion.key, answer: Number(answer), evidence }), words.saved, onClose);
  const help = lang === 'th' ? criterion.helpTh : criterion.helpEn;
  return (
    <FormDialog title={tell(criterion)} verb={words.judge} acting={acting} ready={evidence.trim() !== ''} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          <OptionCards label={words.answer} value={answer} options={[0, 1, 2].map((each) => ({ value: String(each), label: words.answers[each] ?? '' }))} onChange={setAnswer} inline />
          <LongField label={words.evidence} hint={<>{help} {words.evidenceWhy}</>} value={evidence} onChange={setEvidence} rows={3} maxLength={1000} error={tried && !evidence.trim() ? words.needed : null} />
        </>
      )}
    </FormDialog>
  );
}
