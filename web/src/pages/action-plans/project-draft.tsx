import type { NewProject, PlanProject, ProjectPage } from '../../api/plan-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { wholeOf } from './plan-dialogs.tsx';

type Measure = NewProject['indicators'][number]['measure'];
interface BudgetRow { year: string; baht: string }
interface IndicatorRow { titleTh: string; titleEn: string; unitTh: string; unitEn: string; target: string; measure: Measure }

/** A project as it is being written. */
export interface ProjectDraft {
  strategyId: string; titleTh: string; titleEn: string; agencyId: string; code: string; startsOn: string; endsOn: string; budgets: BudgetRow[]; indicators: IndicatorRow[]; reason: string;
}

const most = 20;
const bahtOf = (text: string): string => text.replace(/[,\s]/g, '').replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
const isBaht = (text: string): boolean => /^\d{1,13}(\.\d{1,2})?$/.test(bahtOf(text));
const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(bahtOf(text)));

/** What the dialog begins with: a project that is changed, or an empty one over all the plan. */
export function emptyDraft({ strategyId, from, to, project }: { strategyId: number; from: string; to: string; project: (PlanProject & { indicators: ProjectPage['indicators'] }) | undefined }): ProjectDraft {
  if (!project) return { strategyId: String(strategyId), titleTh: '', titleEn: '', agencyId: '', code: '', startsOn: from, endsOn: to, budgets: [], indicators: [], reason: '' };
  const { titleTh, titleEn, agency, code, startsOn, endsOn, budgets, indicators } = project;
  return {
    strategyId: String(project.strategyId), titleTh, titleEn, agencyId: agency.id, code: code ?? '', startsOn, endsOn, reason: '',
    budgets: budgets.map(({ fiscalYear, baht }) => ({ year: String(fiscalYear), baht })),
    indicators: indicators.map((each) => ({ titleTh: each.titleTh, titleEn: each.titleEn, unitTh: each.unitTh, unitEn: each.unitEn, target: String(each.target), measure: each.measure })),
  };
}

/** Whether everything needed was entered; what lies outside the plan is told by the server with its place. */
export function isReady(draft: ProjectDraft, changing: boolean): boolean {
  const filled = [draft.titleTh, draft.titleEn, draft.agencyId, draft.startsOn, draft.endsOn, ...draft.indicators.flatMap((each) => [each.titleTh, each.titleEn]), ...(changing ? [draft.reason] : [])].every((text) => text.trim() !== '');
  return filled && draft.budgets.every(({ year, baht }) => wholeOf(year) > 0 && isBaht(baht)) && draft.indicators.every(({ target }) => isNumber(target));
}

/** What is sent to the server. */
export function sayingOf(draft: ProjectDraft): NewProject {
  return {
    strategyId: Number(draft.strategyId), agencyId: draft.agencyId, code: draft.code.trim() || null, titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), startsOn: draft.startsOn, endsOn: draft.endsOn,
    budgets: draft.budgets.map(({ year, baht }) => ({ fiscalYear: wholeOf(year), baht: bahtOf(baht) })),
    indicators: draft.indicators.map(({ target, ...rest }) => ({ ...rest, target: Number(bahtOf(target)) })),
  };
}

/** Budgets by fiscal year. */
export function BudgetRows({ rows, firstYear, onChange, tried }: { rows: readonly BudgetRow[]; firstYear: number; onChange: (rows: BudgetRow[]) => void; tried: boolean }) {
  const { actionPlans: words } = useMessages();
  const change = (at: number, row: BudgetRow) => onChange(rows.map((each, index) => (index === at ? row : each)));
  const next = String(rows.length === 0 ? firstYear : wholeOf(rows.at(-1)?.year ?? '') + 1);
  return (
    <fieldset className="rows">
      <legend className="label">{words.budgetByYear}</legend>
      {rows.map((row, at) => (
        <div className="form-row" key={at}>
          <Field label={words.budgetYear} value={row.year} onChange={(year) => change(at, { ...row, year })} maxLength={4} inputMode="numeric" autoComplete="off" error={tried && wholeOf(row.year) === 0 ? words.notAYear : null} />
          <Field label={words.budgetBaht} value={row.baht} onChange={(baht) => change(at, { ...row, baht })} maxLength={22} inputMode="decimal" autoComplete="off" error={tried && !isBaht(row.baht) ? words.notANumber : null} />
          <Button look={['quiet', 'icon']} aria-label={words.removeYear({ year: row.year })} onPress={() => onChange(rows.filter((_, index) => index !== at))}><Icon name="close" /></Button>
        </div>
      ))}
      {rows.length < most && <div><Button look="small" onPress={() => onChange([...rows, { year: next, baht: '' }])}><Icon name="plus" />{words.addYear}</Button></div>}
    </fieldset>
  );
}

/** Indicators by which the project is judged. */
export function IndicatorRows({ rows, onChange, tried }: { rows: readonly IndicatorRow[]; onChange: (rows: IndicatorRow[]) => void; tried: boolean }) {
  const { actionPlans: words } = useMessages();
  const measures = (['datasets-linked', 'reported'] as const).map((value) => ({ value, label: words.measures[value] }));
  const missing = (text: string) => (tried && text.trim() === '' ? words.needed : null);
  return (
    <fieldset className="rows">
      <legend className="label">{words.indicators}</legend>
      {rows.map((row, at) => {
        const set = (name: keyof IndicatorRow) => (value: string) => onChange(rows.map((each, index) => (index === at ? { ...row, [name]: value } : each)));
        return (
          <div className="form-block" key={at}>
            <div className="form-pair"><Field label={words.titleTh} value={row.titleTh} onChange={set('titleTh')} maxLength={300} autoComplete="off" error={missing(row.titleTh)} /><Field label={words.titleEn} value={row.titleEn} onChange={set('titleEn')} maxLength={300} autoComplete="off" error={missing(row.titleEn)} /></div>
            <div className="form-pair"><Field label={words.unitTh} value={row.unitTh} onChange={set('unitTh')} maxLength={40} autoComplete="off" /><Field label={words.unitEn} value={row.unitEn} onChange={set('unitEn')} maxLength={40} autoComplete="off" /></div>
            <div className="form-row">
              <Field label={words.target} value={row.target} onChange={set('target')} maxLength={22} inputMode="decimal" autoComplete="off" error={tried && !isNumber(row.target) ? words.notANumber : null} />
              <Select label={words.measure} value={row.measure} options={measures} onChange={set('measure')} />
              <Button look={['quiet', 'icon']} aria-label={words.removeIndicator({ number: at + 1 })} onPress={() => onChange(rows.filter((_, index) => index !== at))}><Icon name="close" /></Button>
            </div>
          </div>
        );
      })}
      {rows.length < most && <div><Button look="small" onPress={() => onChange([...rows, { titleTh: '', titleEn: '', unitTh: 'ชุด', unitEn: 'datasets', target: '', measure: 'datasets-linked' }])}><Icon name="plus" />{words.addIndicator}</Button></div>}
    </fieldset>
  );
}
