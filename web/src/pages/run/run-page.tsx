import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { runQuery } from '../../api/queries.ts';
import { hasEnded, useRunStream } from '../../api/run-stream.ts';
import type { Run } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { DecidePanel } from './decide-panel.tsx';
import { FindingsSection } from './findings-section.tsx';
import { OutcomePanel } from './outcome-panel.tsx';
import { RunFlow } from './run-flow.tsx';
import { RunHead } from './run-head.tsx';
import { RunLog } from './run-log.tsx';
import { RunRail } from './run-rail.tsx';
import './run.css';
import { SpeedSection } from './speed-section.tsx';

/** One run while it works and after: where it stands, what was found, what must be decided, what came of it. */
export function RunPage() {
  const { id: text } = useParams({ strict: false }) as { id: string };
  const id = Number(text);
  const words = useMessages();
  const say = useSay();
  const query = useQuery(runQuery(id));
  const title = words.run.number({ id });
  const named = query.data ? `${say(query.data.dataset, 'title')} · ${title}` : title;
  return (
    <Page title={named} crumbs={[words.shell.navGroups.operations, <PageLink key="all" to="/runs">{words.runs.title}</PageLink>, title]}>
      {!query.data && <h1 className="sr">{title}</h1>}
      <Loaded query={query} label={words.run.loading} lines={8}>{(run) => <RunBody run={run} />}</Loaded>
    </Page>
  );
}

function RunBody({ run }: { run: Run }) {
  const mayDecide = useMay()('linkage.decide-run');
  const active = !hasEnded(run.state);
  const { connected } = useRunStream(run.id, active);
  useRefreshAtEnd(run);
  return (
    <>
      <RunHead run={run} disconnected={active && !connected} />
      <RunFlow run={run} />
      <div className="with-rail">
        <div className="main-col">
          {run.state === 'held' && mayDecide && <DecidePanel run={run} />}
          <OutcomePanel run={run} />
          <FindingsSection run={run} />
          <SpeedSection run={run} />
          <RunLog id={run.id} />
        </div>
        <RunRail run={run} />
      </div>
    </>
  );
}

/** When a run ends, what other pages know of the dataset and the board is old. */
function useRefreshAtEnd({ id, state, dataset: { slug } }: Run): void {
  const client = useQueryClient();
  const ended = hasEnded(state);
  useEffect(() => {
    if (!ended) return;
    for (const queryKey of [['dataset', slug], ['datasets'], ['board'], ['runs'], ['run', id, 'log'], ['run', id, 'quarantine']]) void client.invalidateQueries({ queryKey });
  }, [client, ended, id, slug]);
}
