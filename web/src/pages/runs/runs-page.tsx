import { useQuery } from '@tanstack/react-query';
import { runsQuery } from '../../api/queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { listOf, oneOf, textOf, usePageSearch } from '../../app/search.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { runGroups, statesOf } from './run-groups.ts';
import { RunList } from './run-list.tsx';
import './runs.css';

/** Every run, newest first, by state and dataset. */
export function RunsPage() {
  const words = useMessages();
  const [search, change] = usePageSearch();
  const group = oneOf(search['state'], runGroups);
  const dataset = textOf(search['dataset']);
  const trail = listOf(search['cursor']);
  const states = statesOf(group);
  const query = useQuery({
    ...runsQuery({ ...(dataset && { dataset }), ...(states && { state: states }), ...(trail.length > 0 && { cursor: trail.at(-1) as string }) }),
    refetchInterval: 5_000,
  });
  return (
    <Page title={words.runs.title} crumbs={[words.shell.navGroups.operations, words.runs.title]}>
      <PageHead title={words.runs.title} lead={words.runs.lead} actions={<PageLink className={buttonClass('primary')} to="/link"><Icon name="plus" />{words.runs.link}</PageLink>} />
      <section className="section" aria-label={words.runs.caption}>
        <div className="row run-filter no-print">
          <Segmented label={words.runs.filter} value={group} options={runGroups.map((value) => ({ value, label: words.runs.groups[value] ?? value }))} onChange={(value) => change({ state: value === 'all' ? undefined : value, cursor: undefined })} />
          {dataset && <span className="tag">{words.runs.ofDataset({ dataset })}<Button look={['quiet', 'icon', 'small']} aria-label={words.runs.removeDataset} onPress={() => change({ dataset: undefined, cursor: undefined })}><Icon name="close" /></Button></span>}
        </div>
        <Loaded query={query} label={words.runs.loading} lines={8}>
          {(page) => <RunList page={page} trail={trail} filtered={group !== 'all' || dataset !== undefined} onTrail={(next) => change({ cursor: next })} onDropFilters={() => change({ state: undefined, dataset: undefined, cursor: undefined })} />}
        </Loaded>
      </section>
    </Page>
  );
}
