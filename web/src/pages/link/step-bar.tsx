import { useMessages } from '../../app/lang.ts';
import { Mark } from '../../ui/mark.tsx';
import { steps, useDesk, type Step } from './desk.ts';

/** Where the work stands; a step that can be reached is a button. */
export function StepBar({ current }: { current: Step }) {
  const words = useMessages().link;
  const { mode, rawId, work, to } = useDesk();
  const shown = steps.filter((step) => mode === 'draft' || (step !== 'profile' && step !== 'contract'));
  const at = shown.indexOf(current);
  const reachable = (step: Step) => step === 'file' || (rawId !== null && (step === 'profile' || mode === 'current' || work.contract !== null));
  return (
    <nav aria-label={words.stepsLabel}>
      <ol className="step-bar">
        {shown.map((step, index) => (
          <li key={step} data-s={index < at ? 'done' : index === at ? 'now' : 'later'}>
            <button type="button" aria-current={index === at ? 'step' : undefined} aria-disabled={reachable(step) ? undefined : true} title={reachable(step) ? undefined : words.notYet} onClick={() => { if (reachable(step) && index !== at) to(step); }}>
              {index < at ? <Mark glyph="ok" /> : <span className="no num" aria-hidden="true">{index + 1}</span>}
              <span>{words.steps[step]}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
