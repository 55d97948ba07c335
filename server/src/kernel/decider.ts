import type { IncomingHttpHeaders } from 'node:http';
import { Type } from 'typebox';
import type { Tx } from './db.ts';
import type { Principal } from './policy.ts';

/** What somebody wants to do something to. */
export interface Resource { kind: 'dataset' | 'agency' | 'account' | 'client'; id: string }

/** One answer with the sentences of the policies that gave it, and how much of the resource it covers. */
export interface Decision {
  allowed: boolean;
  reasons: { policy: string; th: string; en: string }[];
  columns?: readonly string[] | 'all';
  /** Condition over rows `t` with parameters `$1…`; `columns` names the column that each value is compared with. */
  rows?: { sql: string; values: unknown[]; columns: readonly string[] } | null;
  policyVersion: string;
}

/** The one place that answers "may this person do this to that?"; `access` fills it. */
export interface Decider {
  decide(tx: Tx, who: Principal, action: string, resource: Resource, context?: { purpose?: string; now?: Date }): Promise<Decision>;
}

/** What data is wanted for, as agreements name it: UTF-8, percent-encoded where it is not plain ASCII. */
export const purposeHeader = Type.Object({ 'x-saphan-purpose': Type.Optional(Type.String({ maxLength: 1000, description: 'วัตถุประสงค์ตามข้อตกลง · Purpose as the agreement names it, percent-encoded UTF-8' })) });

/** The purpose that a request tells; null when there is none, or when it cannot be read. */
export function readPurpose(headers: IncomingHttpHeaders): string | null {
  const { 'x-saphan-purpose': told } = headers;
  if (typeof told !== 'string' || told === '') return null;
  try {
    return decodeURIComponent(told);
  } catch {
    return null;
  }
}

/** Without a decider nothing that needs a decision is done. */
export const refuseAll: Decider = {
  decide: async () => ({ allowed: false, reasons: [], policyVersion: 'none' }),
};
