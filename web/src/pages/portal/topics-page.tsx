import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { formatNumber } from '@saphan/contracts/numbers';
import { topicQuery, topicsQuery } from '../../api/portal-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { TopicPicture } from '../../ui/topic-picture.tsx';
import { PortalPage } from './portal-page.tsx';

/** Groups of datasets that belong together. */
export function TopicsPage() {
  const words = useMessages().portal;
  const say = useSay();
  const query = useQuery(topicsQuery());
  return (
    <PortalPage title={words.topics.title} hero={<><h1>{words.topics.title}</h1><p className="lead-line">{words.topics.lead}</p></>}>
      <Loaded query={query} label={words.loading} lines={8}>
        {({ items }) => (
          <ul className="cards">
            {items.map((topic) => (
              <li key={topic.id}>
                <div className="topic-line"><TopicPicture {...topic} /><h2><PageLink to={`/data/topics/${topic.id}`}>{say(topic, 'title')}</PageLink></h2></div>
                <p className="t15">{say(topic, 'description')}</p>
                <p className="t14 muted push">{topic.datasets > 0 ? words.agencies.datasets({ count: formatNumber(topic.datasets) }) : words.agencies.none}</p>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </PortalPage>
  );
}

/** One topic and the datasets in it. */
export function TopicPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const words = useMessages().portal;
  const say = useSay();
  const query = useQuery(topicQuery(id));
  const title = query.data ? say(query.data, 'title') : words.topics.title;
  return (
    <PortalPage title={title} hero={<><p><PageLink to="/data/topics">{words.topics.title}</PageLink></p>{query.data ? <div className="topic-line"><TopicPicture {...query.data} /><h1>{title}</h1></div> : <h1>{title}</h1>}{query.data && <p className="lead-line">{say(query.data, 'description')}</p>}{query.data && <p className="often"><a href={`/feeds/topics/${id}.atom`}>{words.agencies.feed} (Atom)</a></p>}</>}>
      <Loaded query={query} label={words.loading} lines={6}>
        {({ items }) => (items.length === 0 ? <Empty level={2} icon="database" title={words.topics.empty}>{words.topics.emptyWhy}</Empty> : (
          <ul className="hits">
            {items.map((dataset) => (
              <li className="hit" key={dataset.slug}>
                <p className="t14 muted">{say(dataset, 'agency')}</p>
                <h2 className="t17"><PageLink to={`/data/${dataset.slug}`}>{say(dataset, 'title')}</PageLink></h2>
                <p className="desc">{say(dataset, 'description')}</p>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </PortalPage>
  );
}
