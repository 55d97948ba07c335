import { useState } from 'react';
import { takeStep, type RecordStep, type RecordWork } from '../../api/catalogue-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

const forward: readonly RecordStep[] = ['submit', 'check', 'approve', 'publish'];

/** The steps open to whoever looks: the next one as a button, the others in a menu; each says what it does before it is done. */
export function RecordSteps({ work }: { work: Pick<RecordWork, 'verbs'> & { record: Pick<RecordWork['record'], 'slug' | 'state'>; problems?: RecordWork['problems'] } }) {
  const words = useMessages().catalogue;
  const [step, setStep] = useState<RecordStep | null>(null);
  const next = forward.find((each) => work.verbs.includes(each)) ?? null;
  const others = work.verbs.filter((verb) => verb !== next);
  const complete = (work.problems?.length ?? 0) === 0;
  return (
    <>
      {others.length > 0 && <Menu label={words.way} items={others.map((verb) => ({ id: verb, label: words.steps[verb], onAction: () => setStep(verb) }))}><Button>{words.way}<Icon name="down" /></Button></Menu>}
      {next && <Button look="primary" onPress={() => setStep(next)} unavailable={complete ? null : words.incomplete}>{words.steps[next]}</Button>}
      {step && <StepDialog slug={work.record.slug} step={step} onClose={() => setStep(null)} />}
    </>
  );
}

export function StepDialog({ slug, step, onClose }: { slug: string; step: RecordStep; onClose: () => void }) {
  const words = useMessages().catalogue;
  const acting = useAct((comment: string | null) => takeStep(slug, step, comment), words.stepped[step], onClose);
  if (step === 'return' || step === 'archive') {
    return <ReasonDialog title={words.steps[step]} verb={words.steps[step]} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose} danger={step === 'archive'}><p className="t14">{words.stepWhy[step]}</p></ReasonDialog>;
  }
  return <FormDialog title={words.steps[step]} verb={words.steps[step]} acting={acting} ready onSend={() => acting.mutate(null)} onClose={onClose}>{() => <p className="t14">{words.stepWhy[step]}</p>}</FormDialog>;
}
