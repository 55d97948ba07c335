import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/client.ts';
import type { GivenConsent, OpenService } from '../../api/identity-types.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { myServicesQuery } from '../../api/session-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { useChange } from '../account/use-change.ts';
import { webAddress } from './web-address.ts';
import './launcher.css';

/** Every service that this account opens, and what each was allowed to know. */
export function LauncherPage() {
  const words = useMessages();
  const query = useQuery(myServicesQuery());
  return (
    <Page title={words.launcher.title} crumbs={[words.shell.navGroups.mine, words.launcher.title]}>
      <PageHead title={words.launcher.title} lead={words.launcher.lead} />
      <Loaded query={query} label={words.launcher.loading}>
        {({ services, consents }) => <>{services.length === 0 ? <Empty level={2} icon="globe" title={words.launcher.none}>{words.launcher.noneWhy}</Empty> : <Services items={services} />}<Consents given={consents} /></>}
      </Loaded>
    </Page>
  );
}

function Services({ items }: { items: OpenService[] }) {
  const words = useMessages().launcher;
  const say = useSay();
  const { data: agencies } = useQuery(agenciesQuery());
  return (
    <ul className="service-grid">
      {items.map((service) => {
        const home = webAddress(service.homeUrl);
        const agency = agencies?.items.find(({ id }) => id === service.agencyId);
        return (
          <li key={service.id} className="panel">
            <div className="body stack">
              <h2 className="t16">{say(service, 'name')}</h2>
              {agency && <p className="t14 muted">{say(agency, 'name')}</p>}
              {home ? <p><a className={buttonClass()} href={home} rel="noreferrer">{words.go}<span className="sr"> {say(service, 'name')}</span></a></p> : <p className="t14 muted">{words.noHome}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Consents({ given }: { given: GivenConsent[] }) {
  const words = useMessages().launcher;
  const [leaving, setLeaving] = useState<GivenConsent | null>(null);
  const columns = useColumns(setLeaving);
  return (
    <Section title={words.consents} note={words.consentsNote}>
      {given.length === 0 ? <p className="soft">{words.consentsNone}</p> : <DataTable caption={words.consents} columns={columns} rows={given} rowKey={(each) => each.clientId} rowHead="service" />}
      {leaving && <Withdraw service={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function useColumns(onWithdraw: (service: GivenConsent) => void): TableColumn<GivenConsent>[] {
  const words = useMessages();
  const { launcher } = words;
  const say = useSay();
  return [
    { id: 'service', head: launcher.service, cell: (each) => say(each, 'name') },
    { id: 'what', head: launcher.what, cell: (each) => <code>{each.scope}</code> },
    { id: 'given', head: launcher.given, cell: (each) => <ThaiDate iso={each.givenAt} /> },
    { id: 'actions', head: words.account.passkeys.actions, cell: (each) => <Button look={['small', 'danger']} onPress={() => onWithdraw(each)}>{launcher.withdraw}<span className="sr"> {say(each, 'name')}</span></Button> },
  ];
}

function Withdraw({ service, onClose }: { service: GivenConsent; onClose: () => void }) {
  const words = useMessages().launcher;
  const say = useSay();
  const withdrawing = useChange(() => ask('DELETE', `/me/consents/${encodeURIComponent(service.clientId)}`), words.withdrawn, onClose);
  return <SureDialog title={words.withdrawNamed({ service: say(service, 'name') })} why={words.withdrawWhy} verb={words.withdraw} changing={withdrawing} onSure={() => withdrawing.mutate()} onClose={onClose} />;
}
