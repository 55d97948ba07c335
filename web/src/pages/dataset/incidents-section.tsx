import { useQuery } from '@tanstack/react-query';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { caretakerQuery, datasetIncidentsQuery } from '../../api/watch-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { ComboBox } from '../../ui/select.tsx';
import { IncidentList } from '../incidents/incident-list.tsx';

/** What is out of order with this dataset, who answers for it, and the way to its quality over time. */
export function IncidentsSection({ slug }: { slug: string }) {
  const words = useMessages().watch;
  const open = useQuery(datasetIncidentsQuery(slug, true));
  const over = useQuery(datasetIncidentsQuery(slug, false));
  const mayName = useMay()('watch.name-caretaker');
  const ended = over.data?.items ?? [];
  return (
    <Section id="incidents" title={words.section} aside={<PageLink to={`/datasets/${slug}/quality`}>{words.toTrend}</PageLink>}>
      <Loaded query={open} label={words.loading}>{({ items }) => (items.length === 0 ? <p className="t14 muted">{words.sectionNone}</p> : <IncidentList items={items} ofDataset />)}</Loaded>
      {ended.length > 0 && <details><summary className="linkish">{words.earlier({ count: ended.length })}</summary><IncidentList items={ended} ofDataset /></details>}
      {mayName && <Caretaker slug={slug} />}
    </Section>
  );
}

/** Stewards of other agencies see no name here: the query is refused and nothing is shown. */
function Caretaker({ slug }: { slug: string }) {
  const words = useMessages().watch;
  const say = useSay();
  const { data } = useQuery({ ...caretakerQuery(slug), retry: false });
  const naming = useAct((personId: string | null) => told(api.PUT('/api/v1/datasets/{slug}/caretaker', { params: { path: { slug } }, body: { personId } })), words.caretakerSaved);
  if (!data) return null;
  const options = [{ value: '', label: words.caretakerNone }, ...data.candidates.map((each) => ({ value: each.personId, label: say(each, 'name') }))];
  return <ComboBox key={data.caretaker?.personId ?? ''} label={words.caretaker} hint={words.caretakerHint} openLabel={words.caretaker} value={data.caretaker?.personId ?? ''} options={options} onChange={(value) => naming.mutate(value === '' ? null : value)} />;
}
