import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Column, Contract } from '@saphan/contracts/contract';
import { ruleLibrary } from '@saphan/contracts/rules/library';
import { LangContext, type Lang } from '../../app/lang.ts';
import { en } from '../../messages/en/index.ts';
import { th } from '../../messages/th/index.ts';
import { parametersOf, newDraft } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { TrialView } from './trial-view.tsx';

const column = (name: string, type: Column['type']): Column => ({ name, type, titleTh: `ชื่อ ${name}`, titleEn: name }) as Column;
const contract = { columns: [column('area_rai', 'decimal'), column('crop', 'text'), column('starts', 'date'), column('ends', 'date')], legalBasis: null } as unknown as Contract;
const shown = (lang: Lang, element: React.ReactNode) => renderToStaticMarkup(<LangContext value={lang}>{element}</LangContext>);

test.each(ruleLibrary)('asks for what $name takes and for nothing else, in both languages', (rule) => {
  for (const [lang, words] of [['th', th], ['en', en]] as const) {
    const { parameters, nth } = words.rules.dialog;
    const html = shown(lang, <RuleFields draft={newDraft(rule.name)} contract={contract} faults={{}} onChange={() => undefined} />);
    const labels = [...html.matchAll(/class="label"[^>]*>([^<]+)</g)].map(([, label]) => label);
    expect(labels).toEqual(parametersOf(rule).flatMap((name) => (name === 'columns' ? [nth({ place: 1 }), nth({ place: 2 })] : [parameters[name]])));
  }
});

test('says of a trial how many rows fail and shows the first, empty cells as such', () => {
  const trial = { release: 3, rows: 1200, level: 'row' as const, good: false, failing: 7, figure: null, columns: [{ name: 'crop', titleTh: 'พืช', titleEn: 'Crop', masked: true }], examples: [{ crop: '••••' }, { crop: null }] };
  expect(shown('th', <TrialView trial={trial} />)).toMatch(/รุ่น 3 ไม่ผ่าน 7 จาก 1,200 แถว.*••••.*ว่าง.*แสดงเพียงว่ามีค่า/);
  expect(shown('en', <TrialView trial={{ ...trial, level: 'table', failing: null, examples: [], figure: { th: 'ช่องว่าง', en: 'Empty cells', kind: 'share', value: 0.2 } }} />)).toMatch(/Release 3 fails.*Empty cells: 20%/);
});
