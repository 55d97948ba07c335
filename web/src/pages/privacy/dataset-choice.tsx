import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { datasetsQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { FoundField } from '../../ui/found-field.tsx';

export interface ChosenDataset { slug: string; titleTh: string; titleEn: string }

/** Datasets of the register, found by typing, put on a list. */
export function DatasetChoice({ chosen, onChange, error }: { chosen: readonly ChosenDataset[]; onChange: (chosen: ChosenDataset[]) => void; error: string | null }) {
  const { privacy: words } = useMessages();
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(datasetsQuery({ q: typed, limit: 20 }));
  const found = (data?.items ?? []).filter(({ slug }) => !chosen.some((each) => each.slug === slug));
  const add = (slug: string) => {
    const picked = found.find((each) => each.slug === slug);
    if (picked) { onChange([...chosen, { slug, titleTh: picked.titleTh, titleEn: picked.titleEn }]); setTyped(''); }
  };
  return (
    <>
      {chosen.length > 0 && <ul className="plain-list">{chosen.map((each) => <li key={each.slug}>{say(each, 'title')} <Button look={['quiet', 'small']} onPress={() => onChange(chosen.filter(({ slug }) => slug !== each.slug))}>{words.remove}<span className="sr"> {say(each, 'title')}</span></Button></li>)}</ul>}
      <FoundField label={words.datasets} value="" typed={typed} choices={found.map((each) => ({ value: each.slug, label: say(each, 'title'), hint: say(each.agency, 'name') }))} none={words.noDataset} onType={setTyped} onChange={(slug) => { if (slug) add(slug); }} error={error} />
    </>
  );
}
