import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sharedSecretsQuery, type SharedSecret } from '../../../api/facade-queries.ts';
import { useMessages, useSay } from '../../../app/lang.ts';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { ThaiDate } from '../../../ui/figures.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { ShownOnce } from '../../../ui/shown-once.tsx';
import { EndSecretDialog, IssueDialog } from './facade-dialogs.tsx';

/** Who still shows a shared secret: an honest list of what is to be replaced by keys. */
export function SharedSecrets() {
  const { facades: words } = useMessages();
  const may = useMay();
  const query = useQuery(sharedSecretsQuery());
  const [issuing, setIssuing] = useState(false);
  const [issued, setIssued] = useState<{ consumerKey: string; secret: string } | null>(null);
  const [ending, setEnding] = useState<SharedSecret | null>(null);
  const columns = useColumns(setEnding);
  return (
    <section className="section stack" aria-labelledby="secrets">
      <div className="row"><h2 id="secrets">{words.secrets}</h2>{may('facades.keep-shared-secrets') && <Button onPress={() => setIssuing(true)}>{words.issue}</Button>}</div>
      {issued && <ShownOnce title={words.shown} text={issued.secret} onKept={() => setIssued(null)}><p className="t14">{words.key}: <code className="secret-text">{issued.consumerKey}</code></p></ShownOnce>}
      <Loaded query={query} label={words.loading} lines={2}>
        {(items) => (items.length === 0 ? <Empty level={3} icon="key" title={words.noSecrets}>{words.noSecretsWhy}</Empty> : <DataTable caption={words.secretsCaption} columns={columns} rows={items} rowKey={(each) => String(each.id)} rowHead="system" />)}
      </Loaded>
      {issuing && <IssueDialog onIssued={setIssued} onClose={() => setIssuing(false)} />}
      {ending && <EndSecretDialog secret={ending} onClose={() => setEnding(null)} />}
    </section>
  );
}

function useColumns(onEnd: (secret: SharedSecret) => void): TableColumn<SharedSecret>[] {
  const { facades: words } = useMessages();
  const say = useSay();
  const may = useMay();
  const columns: TableColumn<SharedSecret>[] = [
    { id: 'system', head: words.system, cell: (each) => <>{say(each, 'name')}<span className="sub"><code>{each.system}</code></span></> },
    { id: 'key', head: words.key, cell: (each) => <code className="secret-text">{each.consumerKey}</code> },
    { id: 'note', head: words.note, cell: (each) => each.note },
    { id: 'ends', head: words.ends, cell: (each) => (each.endedAt ? <><Badge glyph="idle">{words.ended}</Badge><span className="sub">{each.endReason}</span></> : <ThaiDate iso={each.endsOn} />) },
    { id: 'used', head: words.used, cell: (each) => (each.usedAt ? <ThaiDate iso={each.usedAt} /> : words.never) },
  ];
  if (!may('facades.keep-shared-secrets')) return columns;
  return [...columns, { id: 'actions', head: words.actions, cell: (each) => (each.endedAt ? null : <Button look={['small', 'danger']} onPress={() => onEnd(each)}>{words.end}<span className="sr"> {each.system}</span></Button>) }];
}
