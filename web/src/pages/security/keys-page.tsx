import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { signingKeysQuery, type SigningKey } from '../../api/security-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import type { Glyph } from '../../ui/mark.tsx';
import { Rich } from '../../ui/rich.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { SecurityFrame } from './security-frame.tsx';

const glyphs: Record<string, Glyph> = { next: 'plan', active: 'ok', retiring: 'stale', gone: 'idle' };

/** Keys by which tokens are signed, and the way to change them without an interruption. */
export function KeysPage() {
  const words = useMessages().security.keys;
  const may = useMay();
  const query = useQuery(signingKeysQuery());
  const [rotating, setRotating] = useState(false);
  const columns = useColumns();
  const count = (state: string) => query.data?.filter((key) => key.state === state).length ?? 0;
  return (
    <SecurityFrame title={words.title} lead={query.data && <Rich text={words.lead({ active: count('active'), next: count('next') })} />} actions={may('signon.rotate-signing-keys') ? <Button onPress={() => setRotating(true)}>{words.rotate}</Button> : undefined}>
      <section className="section" aria-label={words.caption}>
        <Loaded query={query} label={words.loading}>
          {(items) => (items.length === 0 ? <Empty level={2} icon="key" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.caption} columns={columns} rows={items} rowKey={(each) => each.kid} rowHead="kid" />)}
        </Loaded>
      </section>
      {rotating && <Rotate onClose={() => setRotating(false)} />}
    </SecurityFrame>
  );
}

function useColumns(): TableColumn<SigningKey>[] {
  const { security: { keys: words }, admin } = useMessages();
  return [
    { id: 'kid', head: words.kid, cell: (key) => <code className="secret-text">{key.kid}</code> },
    { id: 'state', head: admin.state, cell: (key) => <Badge glyph={glyphs[key.state] ?? 'idle'}>{words.states[key.state] ?? key.state}</Badge> },
    { id: 'alg', head: words.alg, cell: (key) => <code>{key.alg}</code> },
    { id: 'changed', head: words.changed, cell: (key) => <ThaiDate iso={key.changedAt} style="withTime" /> },
    { id: 'created', head: words.created, cell: (key) => <ThaiDate iso={key.createdAt} style="withTime" /> },
  ];
}

function Rotate({ onClose }: { onClose: () => void }) {
  const words = useMessages().security.keys;
  const acting = useAct(() => told(api.POST('/api/v1/signing-keys/rotate')), words.rotated, onClose);
  return <SureDialog title={words.rotate} why={words.rotateWhy} verb={words.rotate} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
