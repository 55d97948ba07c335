import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountsQuery } from '../../api/account-queries.ts';
import { datasetsQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useSettled } from '../../app/quick/use-settled.ts';
import { FoundField } from '../../ui/found-field.tsx';

const pauseMs = 250;
interface Found { label: string; value: string; onChange: (value: string) => void; error?: string | null }

/** One dataset, found by any word of its title. */
export function DatasetField(field: Found) {
  const words = useMessages().rights.explain;
  const say = useSay();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), pauseMs);
  const { data } = useQuery(datasetsQuery({ ...(q && { q }), limit: 20 }));
  return <FoundField {...field} hint={words.datasetHint} typed={typed} onType={setTyped} none={words.noDataset} choices={(data?.items ?? []).map((each) => ({ value: each.slug, label: say(each, 'title'), hint: each.slug }))} />;
}

/** One account of a person, found by name. */
export function AccountField(field: Found) {
  const words = useMessages().rights.explain;
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim(), pauseMs);
  const { data } = useQuery(accountsQuery('person', { ...(q && { q }) }));
  return <FoundField {...field} hint={words.whoHint} typed={typed} onType={setTyped} none={words.noAccount} choices={(data?.items ?? []).map((each) => ({ value: each.id, label: each.displayName, ...(each.userName && { hint: each.userName }) }))} />;
}
