import { useQuery } from '@tanstack/react-query';
import { operationsQuery, type Operations } from '../../api/operations-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Glance } from './glance.tsx';
import { HouseTables } from './house-tables.tsx';
import { PauseControl } from './pause-control.tsx';
import { Signs } from './signs.tsx';
import { SlowRuns } from './slow-runs.tsx';
import { FailingSources } from './failing-sources.tsx';
import { Workers } from './workers.tsx';
import './operations.css';

/** Whether the running house needs anybody, at a glance; and below, everything that is judged by. */
export function OperationsPage() {
  const words = useMessages();
  const query = useQuery(operationsQuery());
  const { operations } = words;
  return (
    <Page title={operations.title} crumbs={[words.shell.navGroups.operations, operations.title]}>
      <PageHead title={operations.title} lead={query.data && <Rich text={sentence(query.data, operations)} />} actions={<PauseControl />}>
        {query.data && <p className="t13 muted">{operations.checked} <ThaiDate iso={query.data.asOf} style="withTime" /></p>}
      </PageHead>
      <Loaded query={query} label={operations.loading} lines={10}>
        {(data) => (
          <>
            <Signs signs={data.signs} />
            <Glance data={data} />
            <Workers workers={data.workers} />
            <FailingSources sources={data.sources} />
            <SlowRuns runs={data.slowest} />
            <HouseTables data={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function sentence({ level, signs }: Operations, words: ReturnType<typeof useMessages>['operations']): string {
  if (level === 'fine') return words.fine;
  const count = signs.filter((sign) => sign.level === level).length;
  return level === 'act' ? words.act({ count }) : words.watch({ count });
}
