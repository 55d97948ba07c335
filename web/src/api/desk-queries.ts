import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, told } from './client.ts';
import type { Answer, Body } from './shape.ts';

export type DeskTopic = Answer<'readTopicDesk', 200>['items'][number];
export type TopicRule = DeskTopic['rule'];
export type TopicMember = Answer<'listTopicMembers', 200>['items'][number];
export type TopicBody = Body<'keepTopic'>;
export type DeskSurvey = Answer<'getSurvey', 200>;
export type SurveyBody = Body<'openSurvey'>;
export type DeskItem = Answer<'listPublicationPlan', 200>['items'][number];
export type DictionaryWord = Answer<'listDictionary', 200>['terms'][number];
export type HiddenWhy = NonNullable<Body<'moderateRequest'>['why']>;

const deskKey = ['desk'] as const;

export const deskQuery = () => queryOptions({ queryKey: [...deskKey, 'waiting'], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/desk', { signal })), staleTime: 30_000 });
export const waitingCommentsQuery = () => queryOptions({ queryKey: [...deskKey, 'comments'], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/comments', { signal })) });
export const topicDeskQuery = () => queryOptions({ queryKey: [...deskKey, 'topics'], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/topic-desk', { signal })) });
export const topicMembersQuery = (id: string) => queryOptions({ queryKey: [...deskKey, 'topics', id], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/topics/{id}/members', { params: { path: { id } }, signal })) });
export const ruleTrialQuery = (rule: TopicRule) => queryOptions({
  queryKey: [...deskKey, 'rule', rule], queryFn: ({ signal }) => told(api.POST('/api/v1/portal/topic-rule-trials', { body: rule, signal })), placeholderData: keepPreviousData, enabled: rule.agencies.length + rule.tags.length + rule.words.length > 0,
});
export const deskSurveysQuery = () => queryOptions({ queryKey: [...deskKey, 'surveys'], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/surveys', { signal })) });
export const deskSurveyQuery = (id: string) => queryOptions({ queryKey: [...deskKey, 'surveys', id], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/surveys/{id}', { params: { path: { id } }, signal })) });
export const deskPlanQuery = () => queryOptions({ queryKey: [...deskKey, 'plan'], queryFn: ({ signal }) => told(api.GET('/api/v1/portal/plan', { signal })) });
export const dictionaryQuery = () => queryOptions({ queryKey: [...deskKey, 'dictionary'], queryFn: ({ signal }) => told(api.GET('/api/v1/catalogue/dictionary', { signal })) });
