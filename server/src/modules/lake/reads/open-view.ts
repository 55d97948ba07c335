import type { Principal } from '#kernel/policy.ts';
import { holdsOffice } from '#kernel/reach.ts';

interface Named {
  publishedBy?: string;
  withdrawn?: { at: string; by: string; reason: string } | null;
  lineage?: { source: string; rawSha256: string | null; contractVersion: number; runId: number; files: { path: string; rows: number; bytes: number; sha256: string }[] };
}

/** What a release tells: to whoever holds no office nothing of the officers who made it, of the file or system it came from, and of where its bytes lie. */
export function tellTo<View extends Named>(who: Principal, view: View): View {
  if (holdsOffice(who)) return view;
  return {
    ...view,
    ...(view.publishedBy !== undefined && { publishedBy: '' }),
    ...(view.withdrawn && { withdrawn: { ...view.withdrawn, by: '' } }),
    ...(view.lineage && { lineage: { ...view.lineage, source: '', files: view.lineage.files.map((file) => ({ ...file, path: '' })) } }),
  };
}
