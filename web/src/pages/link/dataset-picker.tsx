import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { datasetsQuery } from '../../api/queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { ComboBox } from '../../ui/select.tsx';

/** One of the existing datasets, found by any part of its title or agency. */
export function DatasetPicker({ label, hint, value, error, onChange }: { label: string; hint?: ReactNode; value: string; error?: string | null; onChange: (slug: string) => void }) {
  const words = useMessages();
  const say = useSay();
  const query = useQuery({ ...datasetsQuery({ limit: 500 }), staleTime: 60_000 });
  return (
    <Loaded query={query} label={words.link.contract.dataset.loading} lines={1}>
      {(page) => (
        <ComboBox label={label} value={value} openLabel={words.shell.openList} hint={hint} error={error ?? null} onChange={onChange}
          options={page.items.map((card) => ({ value: card.slug, label: say(card, 'title'), hint: say(card.agency, 'name') }))} />
      )}
    </Loaded>
  );
}
