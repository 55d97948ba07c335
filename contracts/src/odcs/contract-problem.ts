/** One place in a contract document that is wrong, with a sentence for the person who wrote it. */
export interface ContractProblem {
  /** JSON pointer (RFC 6901) into the document. */
  pointer: string;
  th: string;
  en: string;
  /** 1-based place in the YAML text; 1:1 when the document as a whole is meant. */
  line: number;
  column: number;
}

/** A problem before its place in the text is known. */
export type Finding = Omit<ContractProblem, 'line' | 'column'>;

export function finding(pointer: string, th: string, en: string): Finding {
  return { pointer, th, en };
}

/** Joins reference tokens to a JSON pointer, escaping `~` and `/`. */
export function pointerOf(...tokens: (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The reference tokens of a JSON pointer. */
export function pointerTokens(pointer: string): string[] {
  return pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Where a column of a contract stands in its document; the place in `columns` is the place in `properties`. */
export function columnPointer(index: number, ...tokens: (string | number)[]): string {
  return pointerOf('schema', 0, 'properties', index, ...tokens);
}
