import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem, Unreachable } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { Empty } from '../ui/empty.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { ProblemView } from '../ui/problem-view.tsx';
import { useMessages } from './lang.ts';
import { Page } from './page.tsx';

/** In place of a page that broke: says so, keeps the frame, and offers a fresh start. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const words = useMessages().problems;
  const ofRequest = error instanceof ApiProblem || error instanceof Unreachable;
  return (
    <Page title={words.crashed} crumbs={[words.crashed]}>
      <h1 className="sr">{words.crashed}</h1>
      {ofRequest ? <ProblemView error={error} onRetry={reset} /> : (
        <Callout tone="bad" title={words.crashed} alert>
          <p className="t14">{words.crashedNext}</p>
          <p><Button onPress={() => location.reload()}>{words.reload}</Button></p>
          <p className="t13 muted"><code>{error instanceof Error ? error.message : String(error)}</code></p>
        </Callout>
      )}
    </Page>
  );
}

/** An address that leads nowhere. */
export function PageMissing() {
  const words = useMessages().problems;
  return (
    <Page title={words.notFound} crumbs={[words.notFound]}>
      <h1 className="sr">{words.notFound}</h1>
      <Empty level={2} icon="search" title={words.notFound} action={<PageLink className="btn" to="/board">{words.toBoard}</PageLink>}>{words.notFoundNext}</Empty>
    </Page>
  );
}
