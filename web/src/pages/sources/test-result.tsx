import type { SourceTest } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Mark } from '../../ui/mark.tsx';

/** What was tried, step by step, and whether the source can be used. */
export function TestResult({ result }: { result: SourceTest }) {
  const words = useMessages().sources;
  const tell = useTell();
  return (
    <div role="status" className="stack-1">
      <ol className="plain-list t14">{result.steps.map((step, at) => <li key={at} className="row"><Mark glyph={step.ok ? 'ok' : 'bad'} /><span className="sr">{step.ok ? words.stepOk : words.stepBad}</span>{tell(step)}</li>)}</ol>
      <p className={result.ok ? 'ok t14 w5' : 'bad t14 w5'}>{result.ok ? words.passed : words.failed}</p>
      {!result.ok && <p className="t14 soft">{words.failedWhy}</p>}
    </div>
  );
}
