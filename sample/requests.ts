import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A linkage request of the sample, and what became of it. */
export interface SampleRequest {
  requesterId: string;
  /** Short name of a dataset, or what is wanted of an agency in words. */
  dataset: string | null; providerId: string | null; datasetWords: string | null;
  purpose: string; legalBases: readonly string[]; ownLaw: string | null; frequency: string; fieldWords: string | null;
  /** Which columns of the contract: all, those that are not personal, or none. */
  columns: 'all' | 'plain' | 'none';
  /** Days before today on which it was sent. */
  sentDaysAgo: number;
  end: 'draft' | 'sent' | 'overdue' | 'asked-back' | 'accepted' | 'partly-accepted' | 'refused' | 'withdrawn';
  say: string | null; why: string | null;
}

/** Reads `requests.yaml`. */
export function readSampleRequests(): SampleRequest[] {
  const { requests } = parse(readFileSync(new URL('./requests.yaml', import.meta.url), 'utf8')) as { requests: Record<string, any>[] };
  return requests.map((each) => ({
    requesterId: each['from'], dataset: each['dataset'] ?? null, providerId: each['to'] ?? null, datasetWords: each['wants'] ?? null, purpose: each['purpose'], legalBases: each['bases'], ownLaw: each['law'] ?? null,
    frequency: each['every'], fieldWords: each['words'] ?? null, columns: each['columns'] ?? 'none', sentDaysAgo: each['ago'], end: each['end'], say: each['say'] ?? null, why: each['why'] ?? null,
  }));
}
