import { formatNumber } from '@saphan/contracts/numbers';
import type { Run } from '../../api/types.ts';
import { useMessages } from '../../app/lang.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ProblemCallout } from '../../ui/problem-view.tsx';
import { LinkAgain } from './link-again.tsx';

/** What came of a run that has ended, and the next thing to do. */
export function OutcomePanel({ run }: { run: Run }) {
  if (run.state === 'published' && run.release) return <Published run={run} number={run.release.number} />;
  if (run.problem && run.state !== 'cancelled') return <Failed run={run} problem={run.problem} />;
  if (run.decision && run.state === 'rejected') return <Decision run={run} tone="idle" />;
  return null;
}

function Published({ run, number }: { run: Run; number: number }) {
  const words = useMessages().run;
  const { counts } = run;
  return (
    <>
      <section className="panel outcome" aria-label={words.titles.published}>
        <div className="body row-between">
          {number === 1 ? <p className="soft">{words.outcome.first}</p> : counts && <p className="diff-figures"><span className="muted">{words.outcome.diff}</span> <span className="ok num">+{formatNumber(counts.added)}</span> <span className="bad num">−{formatNumber(counts.removed)}</span> <span className="soft num">~{formatNumber(counts.changed)}</span></p>}
          <PageLink className={buttonClass('primary')} to={`/datasets/${run.dataset.slug}`} search={{ release: String(number) }}><Icon name="database" />{words.outcome.openRelease({ number })}</PageLink>
        </div>
      </section>
      {run.decision && <Decision run={run} tone="ok" />}
    </>
  );
}

function Decision({ run, tone }: { run: Run; tone: 'ok' | 'idle' }) {
  const words = useMessages().run.decide;
  if (!run.decision) return null;
  const { by, at, approve, reason } = run.decision;
  return (
    <Callout tone={tone} title={approve ? words.approved : words.rejected}>
      <p className="t14">“{reason}”</p>
      <p className="t13 muted">{by} · <ThaiDate iso={at} style="withTime" /></p>
    </Callout>
  );
}

/** The problem with its places; a header that no longer fits offers a new contract version. */
function Failed({ run, problem }: { run: Run; problem: NonNullable<Run['problem']> }) {
  const words = useMessages().run.outcome;
  const header = (problem as { header?: unknown }).header;
  const names = Array.isArray(header) ? header.filter((name): name is string => typeof name === 'string') : [];
  return (
    <ProblemCallout problem={problem}>
      {names.length > 0 && <p className="t14"><b>{words.headerFound}</b> {names.join(' · ')}</p>}
      <p className="row">
        <PageLink className={buttonClass()} to="/link" search={{ dataset: run.dataset.slug }}><Icon name="upload" />{words.newFile}</PageLink>
        <LinkAgain run={run} />
        {problem.code === 'linkage.header-mismatch' && <PageLink className={buttonClass()} to="/link" search={{ dataset: run.dataset.slug, mode: 'draft' }}>{words.newContract}</PageLink>}
        <PageLink className={buttonClass()} to={`/datasets/${run.dataset.slug}`}>{words.openDataset}</PageLink>
      </p>
    </ProblemCallout>
  );
}
