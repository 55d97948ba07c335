import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { noticeSettingsQuery, type NoticeSettings, type NoticeSettingsChange } from '../../api/notice-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { CellCheck } from '../../ui/cell-fields.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Select } from '../../ui/select.tsx';
import './notices.css';

const EVENING = { from: 20 * 60, to: 7 * 60 };
const hours = Array.from({ length: 48 }, (_, at) => ({ value: String(at * 30), label: `${String(Math.floor(at / 2)).padStart(2, '0')}.${at % 2 === 0 ? '00' : '30'}` }));

/** What is mailed to somebody, when and to which address. */
export function NoticeSettingsPage() {
  const words = useMessages();
  const { notices } = words;
  const query = useQuery(noticeSettingsQuery());
  return (
    <Page title={notices.settings} crumbs={[words.shell.navGroups.mine, <PageLink key="all" to="/notices">{notices.title}</PageLink>, notices.settings]}>
      <PageHead title={notices.settings} lead={notices.settingsLead} />
      <Loaded query={query} label={notices.settingsLoading} lines={6}>{(settings) => <Settings settings={settings} />}</Loaded>
    </Page>
  );
}

function Settings({ settings: { kinds, quiet, address } }: { settings: NoticeSettings }) {
  const { notices: words } = useMessages();
  const lang = useLang();
  const saving = useAct((body: NoticeSettingsChange) => told(api.PATCH('/api/v1/notices/settings', { body })), words.saved);
  const modes = Object.entries(words.modes).map(([value, label]) => ({ value, label }));
  return (
    <>
      <section className="section" aria-label={words.mail}>
        <p>{address ? words.address(address) : words.noAddress}</p>
        {address?.trouble && <Callout tone="warn" title={words.trouble}><p className="t14">{address.trouble.reason}</p><Button look="small" onPress={() => saving.mutate({ tryAddressAgain: true })}>{words.again}</Button></Callout>}
        {address?.waiting && <Callout tone="info" title={words.waitingMail({ count: address.waiting.letters })}><p className="t14">{address.waiting.reason}</p></Callout>}
        <div className="notice-kinds">{kinds.map(({ kind, name, mail, urgent }) => <Select key={kind} label={name[lang]} value={mail} options={modes} isDisabled={urgent} onChange={(mode) => saving.mutate({ mail: [{ kind: kind as 'review', mail: mode as 'never' }] })} />)}</div>
      </section>
      <section className="section" aria-label={words.quiet}>
        <h2>{words.quiet}</h2>
        <CellCheck label={words.quietOn} checked={quiet !== null} onChange={(on) => saving.mutate({ quiet: on ? EVENING : null })} shown />
        {quiet && (
          <div className="filters">
            <Select label={words.from} value={String(quiet.from)} options={hours.filter(({ value }) => value !== String(quiet.to))} onChange={(from) => saving.mutate({ quiet: { ...quiet, from: Number(from) } })} />
            <Select label={words.to} value={String(quiet.to)} options={hours.filter(({ value }) => value !== String(quiet.from))} onChange={(to) => saving.mutate({ quiet: { ...quiet, to: Number(to) } })} />
          </div>
        )}
      </section>
    </>
  );
}
