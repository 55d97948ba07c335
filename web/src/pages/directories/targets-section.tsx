import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { scimTargetsQuery, type ScimTarget } from '../../api/upstream-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages } from '../../app/lang.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num, ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';
import { SureDialog } from '../account/sure-dialog.tsx';
import { TargetDialog } from './target-dialog.tsx';

type Deed = 'test' | 'suspend' | 'resume';

/** Systems that hear of accounts, and how far each is. */
export function TargetsSection() {
  const words = useMessages().directories;
  const may = useMay();
  const query = useQuery(scimTargetsQuery());
  const [adding, setAdding] = useState(false);
  const [pausing, setPausing] = useState<ScimTarget | null>(null);
  const [tested, setTested] = useState<{ name: string; ok: boolean; answer: string } | null>(null);
  const testing = useAct(({ id }: ScimTarget) => told(api.POST('/api/v1/scim-targets/{id}/test', { params: { path: { id } } })), ({ name }) => words.tested({ name }));
  const resuming = useAct(({ id }: ScimTarget) => told(api.POST('/api/v1/scim-targets/{id}/resume', { params: { path: { id } } })), words.resumed);
  const act = (deed: Deed, target: ScimTarget) => {
    setTested(null);
    if (deed === 'test') testing.mutate(target, { onSuccess: (answer) => setTested({ name: target.name, ...answer }) });
    else if (deed === 'resume') resuming.mutate(target);
    else setPausing(target);
  };
  const columns = useColumns(act);
  return (
    <Section title={words.outward} note={words.outwardNote} aside={may('identity.manage-scim-targets') && <Button look="small" onPress={() => setAdding(true)}>{words.add}</Button>}>
      {tested && <Callout tone={tested.ok ? 'ok' : 'bad'} title={tested.ok ? words.answered(tested) : words.unanswered(tested)} level={3} alert>{!tested.ok && <p><code className="secret-text">{tested.answer}</code></p>}</Callout>}
      {[testing, resuming].map((each, at) => each.isError && <ProblemView key={at} error={each.error} />)}
      <Loaded query={query} label={words.loading} lines={3}>
        {({ items }) => (items.length === 0 ? <Empty icon="inbox" title={words.none}>{words.noneWhy}</Empty> : <DataTable caption={words.outward} columns={columns} rows={items} rowKey={(each) => each.id} rowHead="name" />)}
      </Loaded>
      {adding && <TargetDialog onClose={() => setAdding(false)} />}
      {pausing && <Suspend target={pausing} onClose={() => setPausing(null)} />}
    </Section>
  );
}

function useColumns(onAct: (deed: Deed, target: ScimTarget) => void): TableColumn<ScimTarget>[] {
  const { directories: words, admin } = useMessages();
  const may = useMay();
  const agencyName = useAgencyName();
  const columns: TableColumn<ScimTarget>[] = [
    { id: 'name', head: words.system, cell: (each) => <>{each.name}<span className="sub"><code className="secret-text">{each.url}</code></span></> },
    { id: 'whose', head: words.whose, cell: (each) => agencyName(each.agencyId) },
    { id: 'state', head: admin.state, cell: (each) => <State target={each} /> },
    { id: 'told', head: words.progress, numeric: true, cell: (each) => <><Num value={each.told} />{each.waiting > 0 && <span className="sub">{words.waiting({ count: each.waiting })}</span>}{each.failing > 0 && <span className="sub">{words.failing({ count: each.failing })}</span>}</> },
  ];
  if (!may('identity.manage-scim-targets')) return columns;
  return [...columns, {
    id: 'actions', head: admin.actions, cell: (each) => (
      <div className="row">
        <Button look="small" onPress={() => onAct('test', each)}>{words.test}<span className="sr"> {each.name}</span></Button>
        {each.enabled
          ? <Button look={['small', 'danger']} onPress={() => onAct('suspend', each)}>{words.suspend}<span className="sr"> {each.name}</span></Button>
          : <Button look="small" onPress={() => onAct('resume', each)}>{words.resume}<span className="sr"> {each.name}</span></Button>}
      </div>
    ),
  }];
}

function State({ target }: { target: ScimTarget }) {
  const words = useMessages().directories;
  const state = !target.enabled ? 'off' : target.failures > 0 ? 'failing' : 'on';
  return (
    <>
      <Badge glyph={{ off: 'idle', failing: 'warn', on: 'ok' }[state] as 'idle' | 'warn' | 'ok'}>{words.states[state]}</Badge>
      {state === 'failing' && <span className="sub">{words.failures({ count: target.failures })} · {words.nextTry} <ThaiDate iso={target.nextAt} style="withTime" /></span>}
      {target.lastError && <span className="sub"><code className="secret-text">{target.lastError}</code></span>}
    </>
  );
}

function Suspend({ target, onClose }: { target: ScimTarget; onClose: () => void }) {
  const words = useMessages().directories;
  const acting = useAct(() => told(api.POST('/api/v1/scim-targets/{id}/suspend', { params: { path: { id: target.id } } })), words.suspended, onClose);
  return <SureDialog title={words.suspendOf(target)} why={words.suspendWhy} verb={words.suspend} changing={acting} onSure={() => acting.mutate()} onClose={onClose} />;
}
