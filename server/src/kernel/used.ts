/** What an answer gave of a dataset: a file, or something that a program asked for. */
export interface Used { slug: string; use: 'downloads' | 'apiCalls' }

const used = new WeakMap<object, Used[]>();

/** Notes that the answer to this request gives something of a dataset that its address does not name. Nothing about whoever asked is kept. */
export function noteUse(request: object, slug: string, use: Used['use']): void {
  const known = used.get(request);
  if (known) known.push({ slug, use });
  else used.set(request, [{ slug, use }]);
}

/** What was noted of a request. */
export const usesOf = (request: object): readonly Used[] => used.get(request) ?? [];
