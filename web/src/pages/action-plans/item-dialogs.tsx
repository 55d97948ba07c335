import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import { choicesQuery, type PlanItem, type ProjectPage } from '../../api/plan-queries.ts';
import { agenciesQuery } from '../../api/queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ComboBox } from '../../ui/select.tsx';

const EVERY = 'all';

/** Puts datasets into a project; those of its own agency are offered first. */
export function AddItemsDialog({ slug, project, onClose }: { slug: string; project: ProjectPage; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const [agency, setAgency] = useState(project.agency.id);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { data: agencies } = useQuery(agenciesQuery());
  const query = useQuery(choicesQuery(slug, agency === EVERY ? '' : agency));
  const toggle = (dataset: string) => setChosen(chosen.has(dataset) ? new Set([...chosen].filter((each) => each !== dataset)) : new Set([...chosen, dataset]));
  const acting = useAct(() => told(api.POST('/api/v1/action-plans/{slug}/projects/{id}/items', { params: { path: { slug, id: project.id } }, body: { datasets: [...chosen] } })), words.itemsAdded, onClose);
  return (
    <FormDialog title={words.addItems} verb={words.addItems} acting={acting} ready={chosen.size > 0} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => (
        <>
          {agencies && <ComboBox label={words.agency} value={agency} options={[{ value: EVERY, label: words.allAgencies }, ...agencies.items.map((each) => ({ value: each.id, label: say(each, 'name') }))]} onChange={(next) => setAgency(next || EVERY)} openLabel={words.openAgencies} />}
          <fieldset className="rows">
            <legend className="label">{words.choose}</legend>
            <Loaded query={query} label={words.loading} lines={4}>
              {({ items }) => (items.length === 0 ? <p className="muted">{words.noChoices}</p> : (
                <div className="choices">{items.map((item) => <label className="check" key={item.slug}><input type="checkbox" checked={chosen.has(item.slug)} onChange={() => toggle(item.slug)} /><span>{say(item, 'title')}</span></label>)}</div>
              ))}
            </Loaded>
          </fieldset>
          <p role="status" className={tried && chosen.size === 0 ? 't14 bad' : 't14 muted'}>{words.chosen({ count: chosen.size })}</p>
        </>
      )}
    </FormDialog>
  );
}

/** Takes a dataset out of a project, with the reason. */
export function TakeOutDialog({ slug, projectId, item, onClose }: { slug: string; projectId: number; item: PlanItem; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const acting = useAct((reason: string) => told(api.DELETE('/api/v1/action-plans/{slug}/projects/{id}/items/{dataset}', { params: { path: { slug, id: projectId, dataset: item.slug }, query: { reason } } })), words.takenOut, onClose);
  return <ReasonDialog title={words.takeOutTitle({ title: say(item, 'title') })} verb={words.takeOut} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.takeOutWhy}</p></ReasonDialog>;
}

/** Withdraws a project without datasets, with the reason, and goes back to the plan. */
export function WithdrawProjectDialog({ slug, project, onClose }: { slug: string; project: ProjectPage; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const go = useGo();
  const { version, strategyId, agency, code, titleTh, titleEn, startsOn, endsOn, budgets } = project;
  const indicators = project.indicators.map((each) => ({ titleTh: each.titleTh, titleEn: each.titleEn, unitTh: each.unitTh, unitEn: each.unitEn, target: each.target, measure: each.measure }));
  const acting = useAct(
    (reason: string) => told(api.PUT('/api/v1/action-plans/{slug}/projects/{id}', { params: { path: { slug, id: project.id } }, body: { version, reason, withdrawn: true, strategyId, agencyId: agency.id, code, titleTh, titleEn, startsOn, endsOn, budgets, indicators } })),
    words.projectWithdrawn, () => { onClose(); go(`/action-plans/${slug}`); });
  return <ReasonDialog title={say(project, 'title')} verb={words.withdrawProject} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.withdrawProjectWhy}</p></ReasonDialog>;
}
