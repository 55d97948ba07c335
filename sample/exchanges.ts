import { citizens } from './thaid/citizens.ts';

/** A call of the sample: by which system, of which service, with what. */
export interface SampleCall { agencyId: string; system: string; service: string; path: string; purpose: string; body?: object; caseRef?: string; about?: string }

const aid = { agencyId: 'rid', system: 'flood-aid', service: 'farmer-status', path: '/ask', purpose: 'flood-aid' } as const;
const conditions = ['registered', 'large-holder'] as const;

/** Flood aid asks about citizens of the simulated ThaiD, once without the reference that it owes; soil advice asks for a pest centre, and for one that is not there. */
export const sampleCalls: readonly SampleCall[] = [
  ...citizens.slice(0, 3).flatMap(({ pid }, at) => conditions.map((condition) => ({ ...aid, body: { key: pid, condition }, caseRef: `AID-2569/${at + 41}`, about: pid }))),
  { ...aid, body: { key: citizens[0]?.pid, condition: 'registered' }, about: citizens[0]?.pid ?? '' },
  { agencyId: 'ldd', system: 'soil-advice', service: 'pest-centres', path: '/records/nowhere', purpose: 'soil-advice' },
];
