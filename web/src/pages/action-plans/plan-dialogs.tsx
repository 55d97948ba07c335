import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { PlanPage, Strategy } from '../../api/plan-queries.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Field, LongField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useGo } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

const filled = (text: string) => text.trim() !== '';
/** Digits of either script; 0 for what is no number. */
export const wholeOf = (text: string): number => Number(text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))) || 0;

/** Sets up an action plan, or says one anew with the reason. */
export function PlanDialog({ plan, onClose }: { plan?: PlanPage; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const go = useGo();
  const [draft, setDraft] = useState({ slug: plan?.slug ?? '', titleTh: plan?.titleTh ?? '', titleEn: plan?.titleEn ?? '', firstYear: plan ? String(plan.firstYear) : '', lastYear: plan ? String(plan.lastYear) : '', reason: '' });
  const set = (name: keyof typeof draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const said = { titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), firstYear: wholeOf(draft.firstYear), lastYear: wholeOf(draft.lastYear) };
  const acting = useAct(
    () => (plan ? told(api.PUT('/api/v1/action-plans/{slug}', { params: { path: { slug: plan.slug } }, body: { version: plan.version, reason: draft.reason.trim(), ...said } }))
      : told(api.POST('/api/v1/action-plans', { body: { slug: draft.slug.trim(), ...said } }))),
    plan ? words.planChanged : words.planMade, (made) => { onClose(); if (!plan) go(`/action-plans/${made.slug}`); });
  const ready = filled(draft.titleTh) && filled(draft.titleEn) && said.firstYear > 0 && said.lastYear > 0 && (plan ? filled(draft.reason) : filled(draft.slug));
  const title = plan ? words.changePlan : words.newPlan;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={ready} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const missing = (text: string) => (tried && !filled(text) ? words.needed : null);
        const year = (text: string) => (tried && wholeOf(text) === 0 ? words.notAYear : null);
        return (
          <>
            {!plan && <Field label={words.slug} hint={words.slugHint} value={draft.slug} onChange={set('slug')} maxLength={63} autoComplete="off" mono autoFocus error={missing(draft.slug)} />}
            <Field label={words.titleTh} value={draft.titleTh} onChange={set('titleTh')} maxLength={300} autoComplete="off" error={missing(draft.titleTh)} />
            <Field label={words.titleEn} value={draft.titleEn} onChange={set('titleEn')} maxLength={300} autoComplete="off" error={missing(draft.titleEn)} />
            <div className="form-pair">
              <Field label={words.firstYear} value={draft.firstYear} onChange={set('firstYear')} maxLength={4} inputMode="numeric" autoComplete="off" error={year(draft.firstYear)} />
              <Field label={words.lastYear} value={draft.lastYear} onChange={set('lastYear')} maxLength={4} inputMode="numeric" autoComplete="off" error={year(draft.lastYear)} />
            </div>
            {plan && <LongField label={words.reason} hint={words.reasonHint} value={draft.reason} onChange={set('reason')} rows={2} maxLength={2000} error={missing(draft.reason)} />}
          </>
        );
      }}
    </FormDialog>
  );
}

/** Adds a strategy, or says one anew with the reason. */
export function StrategyDialog({ slug, strategy, next, onClose }: { slug: string; strategy?: Strategy; next: number; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const [draft, setDraft] = useState({ number: String(next), titleTh: strategy?.titleTh ?? '', titleEn: strategy?.titleEn ?? '', reason: '' });
  const set = (name: keyof typeof draft) => (value: string) => setDraft({ ...draft, [name]: value });
  const said = { number: wholeOf(draft.number), titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim() };
  const acting = useAct(
    () => (strategy ? told(api.PUT('/api/v1/action-plans/{slug}/strategies/{id}', { params: { path: { slug, id: strategy.id } }, body: { version: strategy.version, reason: draft.reason.trim(), ...said } }))
      : told(api.POST('/api/v1/action-plans/{slug}/strategies', { params: { path: { slug } }, body: said }))),
    strategy ? words.strategyChanged : words.strategyAdded, onClose);
  const title = strategy ? words.changeStrategy : words.addStrategy;
  return (
    <FormDialog title={title} verb={title} acting={acting} ready={said.number > 0 && filled(draft.titleTh) && filled(draft.titleEn) && (!strategy || filled(draft.reason))} onSend={() => acting.mutate()} onClose={onClose}>
      {(tried) => {
        const missing = (text: string) => (tried && !filled(text) ? words.needed : null);
        return (
          <>
            <Field label={words.number} value={draft.number} onChange={set('number')} maxLength={2} inputMode="numeric" autoComplete="off" error={tried && said.number === 0 ? words.notANumber : null} />
            <Field label={words.titleTh} value={draft.titleTh} onChange={set('titleTh')} maxLength={300} autoComplete="off" autoFocus error={missing(draft.titleTh)} />
            <Field label={words.titleEn} value={draft.titleEn} onChange={set('titleEn')} maxLength={300} autoComplete="off" error={missing(draft.titleEn)} />
            {strategy && <LongField label={words.reason} hint={words.reasonHint} value={draft.reason} onChange={set('reason')} rows={2} maxLength={2000} error={missing(draft.reason)} />}
          </>
        );
      }}
    </FormDialog>
  );
}

/** Withdraws a strategy without projects, with the reason. */
export function WithdrawStrategyDialog({ slug, strategy, onClose }: { slug: string; strategy: Strategy; onClose: () => void }) {
  const { actionPlans: words } = useMessages();
  const say = useSay();
  const { number, titleTh, titleEn, version } = strategy;
  const acting = useAct((reason: string) => told(api.PUT('/api/v1/action-plans/{slug}/strategies/{id}', { params: { path: { slug, id: strategy.id } }, body: { version, reason, withdrawn: true, number, titleTh, titleEn } })), words.strategyWithdrawn, onClose);
  return <ReasonDialog title={words.strategy({ number, title: say(strategy, 'title') })} verb={words.withdrawStrategy} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.withdrawStrategyWhy}</p></ReasonDialog>;
}
