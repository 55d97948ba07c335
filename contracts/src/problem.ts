/** Shape of an error as the API gives it: RFC 9457 `application/problem+json`, Thai and English. */

/** One place in the input that was refused. */
export interface ProblemPlace {
  /** JSON pointer (RFC 6901) into the body or document. */
  pointer: string;
  code: string;
  th: string;
  en: string;
  /** 1-based, where the input is text. */
  line?: number;
  column?: number;
}

export interface ProblemDocument {
  type: string;
  title: string;
  titleTh: string;
  titleEn: string;
  status: number;
  /** Catalogue code, e.g. `linkage.header-mismatch`. */
  code: string;
  detail?: string;
  pointer?: string;
  nextTh: string;
  nextEn: string;
  errors?: ProblemPlace[];
  /** Policies that did not permit it, with what each says. */
  reasons?: { policy: string; th: string; en: string }[];
  /** Reference that finds this occurrence in the log. */
  ref: string;
}

/** Whether an answer from the server is a problem document. */
export function isProblemDocument(value: unknown): value is ProblemDocument {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Record<string, unknown>;
  return typeof candidate['code'] === 'string' && typeof candidate['titleTh'] === 'string' && typeof candidate['status'] === 'number';
}
