import type { CatalogueRecord } from '@saphan/contracts/catalogue/record';

export type { CatalogueRecord };
/** A text with what was found in it: from and to, in UTF-16 units. */
export interface Marked { text: string; marks: [number, number][] }
export interface SearchHit {
  id: string; slug: string; score: number; highlights: { titleTh: Marked; titleEn: Marked; description: Marked | null }; agency: { id: string; nameTh: string; nameEn: string };
  state: string; level: number; licence: string | null; formats: string[]; tags: string[]; freshness: string | null; grade: string | null; releaseNumber: number | null; rowCount: number | null; changedAt: string;
}
export interface FacetValue { value: string; count: number }
export interface SearchResult { total: number; hits: SearchHit[]; facets: Record<string, FacetValue[]>; matched: 'all' | 'some' | 'similar'; didYouMean: string | null }
export interface Suggestions { datasets: { slug: string; titleTh: string; titleEn: string }[]; queries: string[] }
export interface Term { code: string; th: string; en: string }
export interface CatalogueWords { fields: { key: string; th: string; en: string; vocabulary: string | null }[]; vocabularies: Record<string, Term[]> }

export type RequestState = 'asked' | 'answered' | 'planned' | 'published' | 'declined';
export type Moderation = 'waiting' | 'shown' | 'hidden';
export interface DemandRequest {
  id: string; title: string; need: string; agencyId: string | null; agencyTh: string | null; agencyEn: string | null; moderation: Moderation; state: RequestState; askedAt: string; dueOn: string;
  answer: string | null; plannedOn: string | null; dataset: string | null; votes: number; voted: boolean; comments: number; changedAt: string;
  hiddenWhy: 'spam' | 'personal' | 'insult' | 'off-topic' | 'duplicate' | 'other' | null; hiddenNote: string | null; mergedInto: string | null;
}
export interface DemandPage extends DemandRequest {
  mayAnswer: boolean;
  events: { state: RequestState; text: string; plannedOn: string | null; at: string; agencyTh: string | null; agencyEn: string | null }[];
  discussion: { id: string; text: string; moderation: Moderation; at: string; agencyTh: string | null; agencyEn: string | null }[];
}
export interface DemandList { total: number; items: DemandRequest[] }
export interface Written { id: string; moderation: Moderation }
export interface PublicAgency { id: string; abbrTh: string | null; abbrEn: string | null; nameTh: string; nameEn: string; domain: string | null; datasets: number; newestAt: string | null }
export interface Topic { id: string; titleTh: string; titleEn: string; descriptionTh: string; descriptionEn: string; datasets: number; picture: string | null; pictureUrl: string | null }
export interface NamedDataset { slug: string; titleTh: string; titleEn: string; descriptionTh: string | null; descriptionEn: string | null; agencyId: string; agencyTh: string; agencyEn: string }
export interface TopicPage extends Topic { items: NamedDataset[] }
export interface Showcase { id: string; title: string; summary: string; address: string; maker: string; state: 'submitted' | 'approved' | 'declined'; reason: string | null; submittedAt: string; datasets: { slug: string; titleTh: string; titleEn: string }[] }
export interface Uses { views: number; downloads: number; apiCalls: number }
export interface UseDay extends Uses { day: string }
export interface Statistics {
  holdings: { datasets: number; linked: number; rows: number; agencies: number; newestAt: string | null }; since: string; until: string; total: Uses; days: UseDay[];
  mostUsed: (Uses & { slug: string; titleTh: string; titleEn: string; agencyTh: string; agencyEn: string })[];
}
export interface PortalDataset { slug: string; month: Uses; days: UseDay[]; topics: { id: string; titleTh: string; titleEn: string }[]; requests: DemandList; showcases: { items: Showcase[] } }
export interface Survey { id: number; titleTh: string; titleEn: string; introTh: string; introEn: string; opensOn: string; closesOn: string; mostChoices: number; state: 'coming' | 'open' | 'closed' | 'planned'; people: number }
export interface SurveyPage extends Survey { options: { id: number; titleTh: string; titleEn: string; agencyTh: string; agencyEn: string; votes: number | null; chosen: boolean; planned: boolean }[] }
export interface PlanItem { id: number; titleTh: string; titleEn: string; agencyTh: string; agencyEn: string; dueOn: string; votes: number; state: 'planned' | 'late' | 'published'; requestId: string | null; dataset: string | null; movedWhy: string | null }
