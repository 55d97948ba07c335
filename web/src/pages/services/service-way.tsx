import type { ServiceState } from '../../api/service-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Mark } from '../../ui/mark.tsx';
import { wayStates } from './service-mark.ts';

/** Five steps from registering to live. @param state what was reached; null before the service is registered, suspended stands at its last step. */
export function ServiceWay({ state }: { state: ServiceState | null }) {
  const words = useMessages().services.way;
  const reached = state === null ? -1 : state === 'suspended' ? wayStates.length : wayStates.indexOf(state);
  return (
    <ol className="service-way" aria-label={words.label}>
      {wayStates.map((step, at) => (
        <li key={step} data-s={at <= reached ? 'done' : at === reached + 1 ? 'now' : 'later'} aria-current={at === reached + 1 ? 'step' : undefined}>
          <Mark glyph={state === 'suspended' ? 'held' : at <= reached ? 'ok' : 'plan'} /><span>{words.steps[step]}</span>
        </li>
      ))}
    </ol>
  );
}
