/** One catalogue of errors per module, answered as RFC 9457 `application/problem+json` in Thai and English. */

/** How a failed run is treated (anchors: retry classes); requests ignore it. */
export type RetryClass = 'transient' | 'config' | 'data';

export interface ProblemEntry {
  /** HTTP status, 400–599. */
  status: number;
  th: string;
  en: string;
  /** What to do next, as a full sentence. */
  nextTh: string;
  nextEn: string;
  retry?: RetryClass;
}

/** One place inside the input that is wrong. */
export interface ProblemPlace { pointer?: string; line?: number; column?: string; code?: string; th: string; en: string }

export interface ProblemFields {
  /** What was seen, in both languages; joined to the title. No personal data, no secrets. */
  detailTh?: string;
  detailEn?: string;
  errors?: ProblemPlace[];
  /** Further machine-readable members. */
  [member: string]: unknown;
}

/** A refusal or failure with a stable code, thrown by operations and answered by the HTTP layer. */
export class Problem extends Error {
  readonly code: string;
  readonly entry: ProblemEntry;
  readonly fields: ProblemFields;
  constructor(code: string, entry: ProblemEntry, fields: ProblemFields, options?: ErrorOptions) {
    super(`${code}: ${entry.en}${fields.detailEn ? ` (${fields.detailEn})` : ''}`, options);
    this.name = 'Problem';
    this.code = code;
    this.entry = entry;
    this.fields = fields;
  }
  get status(): number { return this.entry.status; }
  get retry(): RetryClass { return this.entry.retry ?? 'data'; }
}

type Catalogue = Record<string, ProblemEntry>;
const catalogues = new Map<string, Catalogue>();

/**
 * Registers a module's catalogue and returns the only way to make its problems.
 *
 * @param module prefix of every code, e.g. `linkage`.
 * @returns `problem('header-mismatch', fields)` making a {@link Problem} with code `linkage.header-mismatch`.
 */
export function defineProblems<C extends Catalogue>(module: string, catalogue: C) {
  catalogues.set(module, { ...catalogues.get(module), ...catalogue });
  return function problem(name: keyof C & string, fields: ProblemFields = {}, options?: ErrorOptions): Problem {
    return new Problem(`${module}.${name}`, catalogue[name] as ProblemEntry, fields, options);
  };
}

/** Every registered code with its entry, for documentation and tests. */
export function listProblems(): { code: string; entry: ProblemEntry }[] {
  return [...catalogues].flatMap(([module, catalogue]) =>
    Object.entries(catalogue).map(([name, entry]) => ({ code: `${module}.${name}`, entry })));
}

/** Problem as a JSON document (RFC 9457 §3.1) with both languages and what to do next. */
export function problemDocument(problem: Problem, ref: string): Record<string, unknown> {
  const { detailTh, detailEn, errors, ...members } = problem.fields;
  return {
    ...members,
    type: `urn:saphan:problem:${problem.code}`,
    title: problem.entry.th,
    titleTh: problem.entry.th,
    titleEn: problem.entry.en,
    status: problem.status,
    code: problem.code,
    detail: detailTh,
    detailTh,
    detailEn,
    nextTh: problem.entry.nextTh,
    nextEn: problem.entry.nextEn,
    errors,
    ref,
  };
}
