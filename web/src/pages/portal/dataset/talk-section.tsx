import type { PortalDataset } from '../../../api/portal-types.ts';
import { useMessages } from '../../../app/lang.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { RequestList } from '../demand/request-list.tsx';
import { ShowcaseCards } from '../showcase-cards.tsx';

/** What people asked for around this dataset, and what they made with it. */
export function TalkSection({ slug, about }: { slug: string; about: PortalDataset }) {
  const words = useMessages().openDataset.talk;
  const isEmpty = about.requests.items.length === 0 && about.showcases.items.length === 0;
  return (
    <Section id="talk" title={words.title}>
      {isEmpty && <p className="soft">{words.none}</p>}
      {about.requests.items.length > 0 && <RequestList items={about.requests.items} level={3} />}
      {about.showcases.items.length > 0 && <ShowcaseCards items={about.showcases.items} level={3} />}
      <p className="row"><PageLink className={buttonClass()} to="/data/requests/new">{words.ask}</PageLink><PageLink className={buttonClass('quiet')} to="/data/showcases" search={{ dataset: slug }}>{words.tell}</PageLink></p>
    </Section>
  );
}
