import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsQuery, adoptableQuery } from '../../api/account-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';

/** Hands accounts that came by files to the directory of their agency: who exists on both sides becomes one. */
export function AdoptSection() {
  const { directories: { adopt: words }, shell } = useMessages();
  const agencyName = useAgencyName();
  const programs = useQuery(accountsQuery('service', {}));
  const [directory, setDirectory] = useState('');
  const owned = (programs.data?.items ?? []).filter(({ ownerAgencyId, state }) => ownerAgencyId !== null && state === 'active');
  return (
    <Section title={words.title} note={words.note}>
      {programs.isSuccess && owned.length === 0 ? <p className="soft">{words.noProgram}</p> : (
        <div className="stack measure">
          <ComboBox key={owned.length} label={words.directory} hint={words.directoryHint} value={directory} options={owned.map((each) => ({ value: each.id, label: each.displayName, hint: agencyName(each.ownerAgencyId ?? '') }))} onChange={setDirectory} openLabel={shell.openList} />
          {directory !== '' && <Adoptable directory={directory} />}
        </div>
      )}
    </Section>
  );
}

function Adoptable({ directory }: { directory: string }) {
  const words = useMessages().directories.adopt;
  const query = useQuery(adoptableQuery(directory));
  const [asking, setAsking] = useState(false);
  const adopting = useAct(() => told(api.POST('/api/v1/service-accounts/{id}/adopt', { params: { path: { id: directory } } })), words.done, () => setAsking(false));
  return (
    <Loaded query={query} label={words.loading} lines={2}>
      {({ total, items }) => (total === 0 ? <p role="status">{words.none}</p> : (
        <>
          <p role="status">{words.found({ count: total })}</p>
          <ul className="soft t14">{items.map((each) => <li key={each.id}>{each.displayName} {each.userName && <code>{each.userName}</code>}</li>)}{total > items.length && <li>{words.more({ count: total - items.length })}</li>}</ul>
          <div><Button look="primary" onPress={() => setAsking(true)}>{words.verb({ count: total })}</Button></div>
          {asking && <SureDialog title={words.verb({ count: total })} why={words.why} verb={words.verb({ count: total })} changing={adopting} onSure={() => adopting.mutate()} onClose={() => setAsking(false)} />}
        </>
      ))}
    </Loaded>
  );
}
