/** What is not as it was written. `index` and `size` say where. */
export interface Finding { kind: FindingKind; index: number | null; id: string | null; th: string; en: string }
export type FindingKind = 'missing' | 'changed' | 'reordered' | 'facts' | 'labels' | 'lost' | 'tile' | 'forked' | 'signature' | 'key' | 'epoch' | 'cosignature' | 'stamp' | 'log';

const MOST = 1000;

/** Collects findings, as many as a person can read; counts all. */
export class Findings {
  readonly list: Finding[] = [];
  count = 0;

  add(kind: FindingKind, where: { index?: number; id?: string | null }, th: string, en: string): void {
    this.count += 1;
    if (this.list.length < MOST) this.list.push({ kind, index: where.index ?? null, id: where.id ?? null, th, en });
  }
}
