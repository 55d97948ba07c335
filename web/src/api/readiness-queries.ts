import { queryOptions } from '@tanstack/react-query';
import { api, apiUrl, readAnswer, told, Unreachable } from './client.ts';
import { houseFetch } from './house-fetch.ts';
import type { Answer, Body } from './shape.ts';

export type SurveyList = Answer<'listReadinessCampaigns', 200>;
export type SurveyLine = SurveyList['items'][number];
export type SurveyPage = Answer<'getReadinessCampaign', 200>;
export type SurveyFormLine = SurveyPage['forms'][number];
export type SurveyForm = Answer<'getReadinessForm', 200>;
export type SurveyRow = SurveyForm['items'][number];
export type SurveyQuestion = SurveyForm['questions'][number];
export type SurveyDates = Answer<'listReadinessDates', 200>;
export type SurveyPreview = Answer<'previewReadinessWorkbook', 200>;
export type NewSurvey = Body<'createReadinessCampaign'>;
export interface FormPlace { id: number; agency: string }

const when = (asOf: string | undefined) => ({ ...(asOf && { asOf }) });

/** Every survey as of a day. */
export const surveysQuery = (asOf: string | undefined) => queryOptions({
  queryKey: ['readiness', asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/readiness-campaigns', { params: { query: when(asOf) }, signal })),
});

/** One survey as of a day. */
export const surveyQuery = (id: number, asOf: string | undefined) => queryOptions({
  queryKey: ['readiness', id, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/readiness-campaigns/{id}', { params: { path: { id }, query: when(asOf) }, signal })),
});

/** The rows behind a figure of a survey. */
export const surveyAnswersQuery = (id: number, asked: { question: string; value?: string; agency?: string }, asOf: string | undefined) => queryOptions({
  queryKey: ['readiness', id, 'answers', asked, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/readiness-campaigns/{id}/answers', { params: { path: { id }, query: { ...asked, ...when(asOf) } }, signal })),
});

/** Days that agencies named and that differ from the plan. */
export const surveyDatesQuery = (id: number) => queryOptions({
  queryKey: ['readiness', id, 'dates'], queryFn: ({ signal }) => told(api.GET('/api/v1/readiness-campaigns/{id}/due-dates', { params: { path: { id } }, signal })),
});

/** The form of an agency as of a day. */
export const surveyFormQuery = ({ id, agency }: FormPlace, asOf: string | undefined) => queryOptions({
  queryKey: ['readiness', id, 'forms', agency, asOf ?? null], queryFn: ({ signal }) => told(api.GET('/api/v1/readiness-campaigns/{id}/forms/{agency}', { params: { path: { id, agency }, query: when(asOf) }, signal })),
});

export const workbookUrl = ({ id, agency }: FormPlace, lang: string): string => apiUrl(`/readiness-campaigns/${id}/forms/${agency}/workbook`, { lang });

/** What a filled workbook would change; nothing is kept. @throws {ApiProblem}; {@link Unreachable}. */
export const previewWorkbook = ({ id, agency }: FormPlace, file: File) => sendBytes<SurveyPreview>(apiUrl(`/readiness-campaigns/${id}/forms/${agency}/workbook`), file);

/** Takes a workbook as previewed. @param plan of the preview. */
export const takeWorkbook = ({ id, agency }: FormPlace, file: File, plan: string) => sendBytes<Answer<'takeReadinessWorkbook', 200>>(apiUrl(`/readiness-campaigns/${id}/forms/${agency}/workbook/take`, { plan }), file);

async function sendBytes<Told>(url: string, file: File): Promise<Told> {
  const answer = await houseFetch(url, { method: 'POST', body: file, headers: { accept: 'application/json', 'content-type': 'application/octet-stream' } }).catch((error: unknown) => { throw new Unreachable(String(error)); });
  return readAnswer<Told>(answer);
}
