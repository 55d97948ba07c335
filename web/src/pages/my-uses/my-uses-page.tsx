import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { ownUsesQuery, type OwnUses } from '../../api/exchange-use-queries.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { UpstreamProof } from '../../app/upstream-proof.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { OpenForm } from './open-form.tsx';
import { UseCard } from './use-card.tsx';
import './my-uses.css';

/** Identity assurance × 10 from which the page opens. */
const PROVEN = 20;
const EVERY = 'every';

/** Who used my data, when and why; made for a phone. */
export function MyUsesPage() {
  const words = useMessages();
  const lang = useLang();
  const session = useQuery(sessionQuery());
  const [search] = usePageSearch();
  const [agency, before] = [textOf(search['agency']), textOf(search['before'])];
  const proven = (session.data?.who?.ial ?? 0) >= PROVEN;
  const query = useQuery(ownUsesQuery({ ...(agency && { agency }), ...(before && { before }) }, proven));
  return (
    <Page title={words.uses.title} crumbs={[words.shell.navGroups.mine, words.uses.title]}>
      <PageHead title={words.uses.title} lead={words.uses.lead} />
      <Loaded query={session} label={words.uses.loading} lines={3}>
        {() => (proven ? <Loaded query={query} label={words.uses.loading} lines={6}>{(data) => (data.open ? <Open data={data} agency={agency} paged={before !== undefined} /> : <OpenForm />)}</Loaded>
          : <Section title={words.uses.prove} note={words.uses.proveWhy}><UpstreamProof identity onward={{ to: `/${lang}/my/uses` }} /></Section>)}
      </Loaded>
      <About />
    </Page>
  );
}

function Open({ data, agency, paged }: { data: OwnUses; agency: string | undefined; paged: boolean }) {
  const { uses: words } = useMessages();
  const say = useSay();
  const [, change] = usePageSearch();
  const closing = useAct(() => told(api.DELETE('/api/v1/my/uses/opening', {})), words.closed);
  const chosen = data.agencies.find((each) => each.agency.id === agency);
  return (
    <>
      <p className="lead-line"><Rich text={words.sum({ total: data.total, agencies: data.agencies.length })} /></p>
      <div className="row no-print"><span className="t14 muted">{words.until} <ThaiDate iso={data.until} style="withTime" /></span><Button look="small" isPending={closing.isPending} onPress={() => closing.mutate()}>{words.done}</Button></div>
      {data.agencies.length > 0 && (
        <div className="filters no-print">
          <Select label={words.agency} value={agency ?? EVERY} options={[{ value: EVERY, label: words.every }, ...data.agencies.map((each) => ({ value: each.agency.id, label: say(each.agency, 'name'), hint: words.times({ count: each.uses }) }))]} onChange={(value) => change({ agency: value === EVERY ? undefined : value, before: undefined })} />
        </div>
      )}
      <Section title={words.list} note={chosen && words.only({ name: say(chosen.agency, 'name') })}>
        {data.items.length === 0 ? <Empty icon="check" title={words.none}>{words.noneWhy}</Empty> : <ol className="use-cards">{data.items.map((use) => <li key={use.id}><UseCard use={use} /></li>)}</ol>}
        <div className="row no-print">
          {paged && <Button onPress={() => change({ before: undefined })}>{words.newest}</Button>}
          {data.next !== null && <Button onPress={() => { change({ before: data.next ?? undefined }); scrollTo({ top: 0 }); }}>{words.older}</Button>}
        </div>
      </Section>
      <Wrong />
    </>
  );
}

/** What to do about a use that should not be. */
function Wrong() {
  const { uses: { wrong: words } } = useMessages();
  return (
    <Section id="wrong" title={words.title}>
      <ol className="use-steps">
        <li><h3 className="t16">{words.ask}</h3><p className="t14 soft measure">{words.askHow}</p></li>
        <li><h3 className="t16">{words.complain}</h3><p className="t14 soft measure">{words.complainHow} <a href="https://www.pdpc.or.th/" rel="noreferrer">{words.site}</a></p></li>
      </ol>
    </Section>
  );
}

function About() {
  const { uses: { about: words } } = useMessages();
  return <Section title={words.title}><ul className="t14 soft measure"><li>{words.shows}</li><li>{words.hides}</li><li>{words.never}</li></ul></Section>;
}
