import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { personQuery, type PersonPage as Found } from '../../api/people-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Rich } from '../../ui/rich.tsx';
import { AccountDialog } from './account-dialog.tsx';
import './people.css';
import { AppointmentsSection, DelegationsSection } from './mandates-sections.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { RepresentationsSection } from './representations-section.tsx';
import { usePersonName } from './use-person-name.ts';

/** A person: posts past and present, powers received, and whom the person acts for. */
export function PersonPage() {
  const words = useMessages();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(personQuery(id));
  const nameOf = usePersonName();
  const name = query.data ? nameOf(query.data) : words.people.person;
  return (
    <Page title={name} crumbs={[words.shell.navGroups.administration, <PageLink key="people" to="/people">{words.people.title}</PageLink>, name]}>
      <Loaded query={query} label={words.people.one.loading} lines={8}>
        {(person) => (
          <>
            <Head person={person} name={name} />
            <AppointmentsSection person={person} name={name} />
            <DelegationsSection person={person} />
            <RepresentationsSection person={person} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Head({ person, name }: { person: Found; name: string }) {
  const { one: words, list } = useMessages().people;
  const may = useMay();
  const [opening, setOpening] = useState(false);
  const [changing, setChanging] = useState(false);
  const thai = `${person.givenTh} ${person.familyTh}`;
  return (
    <>
      <PageHead kicker={person.email ?? undefined} title={name} lead={<Rich text={words.lead({ now: person.appointments.filter((each) => each.now).length })} />} actions={
        <>
          {may('identity.list-accounts') && <PageLink className={buttonClass()} to="/accounts" search={{ q: thai }}>{words.accounts}</PageLink>}
          {may('organisations.manage-people') && <Button onPress={() => setChanging(true)}>{list.change}</Button>}
          {may('identity.create-account') && <Button look="primary" onPress={() => setOpening(true)}>{words.account}</Button>}
        </>
      } />
      {changing && <PersonDialog person={person} onClose={() => setChanging(false)} />}
      {opening && <AccountDialog personId={person.id} onClose={() => setOpening(false)} />}
    </>
  );
}
