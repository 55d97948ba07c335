import type { Column, Contract } from '@saphan/contracts/contract';
import { useEffect, useState } from 'react';
import type { DraftOverrides, SourceSample } from '../../api/link-types.ts';
import type { Raw } from '../../api/types.ts';

/** The source that the raw file is a sample of. `sealed` are its settings until it is set up, which only the server opens; `id` names it after. */
export type WorkSource = SourceSample['source'] & { name: string | null; cut: boolean };

/** What a person has entered so far; kept for the tab, so that a reload or a refusal loses nothing. */
export interface LinkWork {
  raw: Raw | null;
  source: WorkSource | null;
  overrides: DraftOverrides;
  /** The contract as edited; null until a draft has come. */
  contract: Contract | null;
  /** Which reading of the file, and which dataset, the contract is made for. */
  madeFor: string | null;
  /** Columns as they were before a person touched them, and those a person has changed under this or another reading. */
  drafted: Column[];
  edits: Column[];
  /** Header texts of columns that are left out. */
  leftOut: string[];
  agencyId: string;
  /** Slug of the dataset this page has added, so that trying again does not add it twice. */
  added: string | null;
  dueOn: string | null;
  reason: string;
  note: string;
}

const empty: LinkWork = { raw: null, source: null, overrides: {}, contract: null, madeFor: null, drafted: [], edits: [], leftOut: [], agencyId: '', added: null, dueOn: null, reason: '', note: '' };
const keyOf = (rawId: number) => `saphan-link:${rawId}`;

function readWork(rawId: number | null): LinkWork {
  if (rawId === null) return empty;
  try {
    const text = sessionStorage.getItem(keyOf(rawId));
    return text ? { ...empty, ...(JSON.parse(text) as Partial<LinkWork>) } : empty;
  } catch {
    return empty;
  }
}

/** The work on one raw file. Changing the file begins anew, going back to it finds it again. */
export function useLinkWork(rawId: number | null): [LinkWork, (changes: Partial<LinkWork>) => void] {
  const [held, setHeld] = useState<{ rawId: number | null; work: LinkWork }>(() => ({ rawId, work: readWork(rawId) }));
  const current = held.rawId === rawId ? held : { rawId, work: readWork(rawId) };
  if (current !== held) setHeld(current);
  const { work } = current;
  useEffect(() => {
    if (rawId === null) return;
    try { sessionStorage.setItem(keyOf(rawId), JSON.stringify(work)); } catch { /* too large or off: the work lasts until the page closes */ }
  }, [rawId, work]);
  const change = (changes: Partial<LinkWork>) => setHeld((before) => ({ ...before, work: { ...before.work, ...changes } }));
  return [work, change];
}

/** Notes the raw file, and the source it is a sample of, before its page is opened. */
export function keepRaw(raw: Raw, source: WorkSource | null = null): void {
  try {
    const before = readWork(raw.rawId);
    sessionStorage.setItem(keyOf(raw.rawId), JSON.stringify({ ...before, raw, source }));
  } catch { /* the page works without the name */ }
}
