import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchQuery } from '../../api/portal-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { FoundField } from '../../ui/found-field.tsx';

/** A dataset of the catalogue, found by typing; hands over its short name. */
export function FoundDataset({ value, onChange, error, openOnly = false }: { value: string; onChange: (slug: string) => void; error?: string | null; openOnly?: boolean }) {
  const words = useMessages().desk;
  const say = useSay();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(searchQuery({ q: typed, limit: 10, filter: openOnly ? ['state:published', 'audience:open'] : [] }));
  const choices = (data?.hits ?? []).map(({ slug, highlights, agency }) => ({ value: slug, label: say({ nameTh: highlights.titleTh.text, nameEn: highlights.titleEn.text }, 'name'), hint: say(agency, 'name') }));
  return <FoundField label={words.findDataset} value={value} typed={typed} choices={choices} none={words.noDataset} onType={setTyped} onChange={onChange} error={error ?? null} />;
}
