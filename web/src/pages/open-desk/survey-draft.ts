import type { DeskSurvey, SurveyBody } from '../../api/desk-queries.ts';

/** A survey as the form holds it: a choice a line. */
export interface SurveyDraft { titleTh: string; titleEn: string; introTh: string; introEn: string; opensOn: string; closesOn: string; most: string; options: string }
export type SurveyFault = 'titleTh' | 'titleEn' | 'days' | 'few' | { line: number };

export const draftOf = (survey: DeskSurvey | null, today: string): SurveyDraft => (survey === null ? { titleTh: '', titleEn: '', introTh: '', introEn: '', opensOn: today, closesOn: '', most: '3', options: '' } : {
  titleTh: survey.titleTh, titleEn: survey.titleEn, introTh: survey.introTh, introEn: survey.introEn, opensOn: survey.opensOn, closesOn: survey.closesOn, most: String(survey.mostChoices),
  options: survey.options.map((option) => [option.agencyId, option.titleTh, option.titleEn].join(' | ')).join('\n'),
});

const linesOf = (text: string) => text.split('\n').map((line, at) => ({ line: at + 1, parts: line.split('|').map((part) => part.trim()), isBlank: line.trim() === '' })).filter(({ isBlank }) => !isBlank);

/** What is wrong, the first bad line of the choices named. */
export function faultsOf(draft: SurveyDraft): SurveyFault[] {
  const lines = linesOf(draft.options);
  const bad = lines.find(({ parts }) => parts.length !== 3 || parts.some((part) => part === ''));
  return [
    ...(['titleTh', 'titleEn'] as const).filter((key) => draft[key].trim() === ''), ...draft.closesOn === '' || draft.closesOn < draft.opensOn ? ['days' as const] : [],
    ...bad ? [{ line: bad.line }] : lines.length < 2 ? ['few' as const] : [],
  ];
}

/** As the API takes it; a request behind a choice stays behind it while its words stay. */
export const bodyOf = (draft: SurveyDraft, held: DeskSurvey | null): SurveyBody => ({
  titleTh: draft.titleTh.trim(), titleEn: draft.titleEn.trim(), introTh: draft.introTh, introEn: draft.introEn, opensOn: draft.opensOn, closesOn: draft.closesOn, mostChoices: Math.min(20, Math.max(1, Number(draft.most) || 1)),
  options: linesOf(draft.options).map(({ parts: [agencyId = '', titleTh = '', titleEn = ''] }) => {
    const requestId = held?.options.find((option) => option.titleTh === titleTh && option.agencyId === agencyId)?.requestId;
    return { agencyId, titleTh, titleEn, ...(requestId && { requestId }) };
  }),
});
