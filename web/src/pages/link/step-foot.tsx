import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk, type Step } from './desk.ts';

/** Back and on; the way on stays in sight and says why when it is closed. */
export function StepFoot({ back, next, blocked }: { back: Step; next: Step; blocked: string | null }) {
  const words = useMessages().link;
  const { to } = useDesk();
  return (
    <div className="step-foot no-print">
      <Button onPress={() => to(back)}>{words.back}</Button>
      <span className="grow" />
      {blocked && <span className="t14 muted" role="status">{blocked}</span>}
      <Button look="primary" unavailable={blocked} onPress={() => to(next)}>{words.next({ step: words.steps[next] ?? next })}</Button>
    </div>
  );
}
