import type { ProblemDocument } from '@saphan/contracts/problem';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/client.ts';
import { useLang, useMessages } from '../app/lang.ts';
import { Button } from './button.tsx';
import { Callout } from './callout.tsx';

/** What happened, what to do, where to mend it, and the reference last (UI.md §4). Takes any error of a request. */
export function ProblemView({ error, onRetry, alert = true, children }: { error: unknown; onRetry?: () => void; alert?: boolean; children?: ReactNode }) {
  const words = useMessages();
  if (error instanceof ApiProblem) return <ProblemCallout problem={error.problem} alert={alert} onRetry={onRetry}>{children}</ProblemCallout>;
  return (
    <Callout tone="bad" title={words.problems.unreachable} alert={alert}>
      <p className="t14">{words.problems.unreachableNext}</p>
      {children}
      {onRetry && <p><Button onPress={onRetry}>{words.shell.retry}</Button></p>}
    </Callout>
  );
}

/** A problem document of the API, also one that a run carries. */
export function ProblemCallout({ problem, alert = false, onRetry, children }: {
  problem: Partial<ProblemDocument> & { detailTh?: string; detailEn?: string }; alert?: boolean; onRetry?: (() => void) | undefined; children?: ReactNode;
}) {
  const lang = useLang();
  const words = useMessages();
  const thai = lang === 'th';
  const detail = (thai ? problem.detailTh : problem.detailEn) ?? problem.detail;
  return (
    <Callout tone="bad" title={(thai ? problem.titleTh : problem.titleEn) ?? words.problems.what} alert={alert}>
      {detail && <p className="t14">{detail}</p>}
      {problem.reasons && problem.reasons.length > 0 && <ul className="t14">{problem.reasons.map((reason) => <li key={reason.policy}>{reason[lang]}</li>)}</ul>}
      {(problem.nextTh ?? problem.nextEn) && <p className="t14"><b>{words.problems.next}</b> {thai ? problem.nextTh : problem.nextEn}</p>}
      <Places problem={problem} />
      {children}
      {onRetry && <p><Button onPress={onRetry}>{words.shell.retry}</Button></p>}
      {problem.ref && <p className="t13 muted"><code>{problem.code}</code> · {words.problems.reference({ ref: problem.ref })}</p>}
    </Callout>
  );
}

function Places({ problem }: { problem: Partial<ProblemDocument> }) {
  const lang = useLang();
  const words = useMessages().problems;
  if (!problem.errors?.length) return null;
  return (
    <div className="t14">
      <b>{words.places}</b>
      <ul className="plain-list">
        {problem.errors.map((place, at) => (
          <li key={at}>
            {place.line !== undefined && <span className="num">{words.line({ line: place.line })} </span>}
            {place.pointer && <code>{place.pointer}</code>} {place[lang]}
          </li>
        ))}
      </ul>
    </div>
  );
}
