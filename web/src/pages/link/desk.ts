import type { Contract } from '@saphan/contracts/contract';
import { createContext, useContext } from 'react';
import type { Dataset, Linkage } from '../../api/types.ts';
import type { LinkWork } from './link-work.ts';

export const steps = ['file', 'profile', 'contract', 'preview', 'plan'] as const;
export type Step = (typeof steps)[number];

/** `current`: a new file under the contract in force; `draft`: a contract is being made (first or next version). */
export type Mode = 'current' | 'draft';
/** The existing dataset this file is for, with its contract in force when there is one. */
export interface Basis { dataset: Dataset; linkage: Linkage; version: number | null; yaml: string | null; contract: Contract | null }

/** Everything the steps share. */
export interface Desk {
  rawId: number | null;
  mode: Mode;
  slug: string | null;
  basis: Basis | null;
  work: LinkWork;
  change: (changes: Partial<LinkWork>) => void;
  /** Goes to a step; the browser's back button comes back. */
  to: (step: Step, search?: Record<string, string | undefined>) => void;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  return useContext(DeskContext) as Desk;
}
