/** A JSON object of which nothing is known. */
export type Json = { [name: string]: unknown };
/** Something wrong with a document, at its place. */
export interface Fault { pointer: string; th: string; en: string }
/** Something a reader should know that does not keep a document out. */
export type Note = Fault;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const escapeStep = (step: string | number): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1');
export const stepsOf = (pointer: string): string[] => (pointer === '' ? [] : pointer.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')));

/** What stands at a JSON pointer (RFC 6901), or undefined. */
export function valueAt(document: unknown, pointer: string): unknown {
  let here: unknown = document;
  for (const step of stepsOf(pointer)) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, step)) return undefined;
    here = (here as Json)[step];
  }
  return here;
}

/** The pointer that a `$ref` within the document names. */
export const refPointer = (ref: string): string => {
  try { return decodeURIComponent(ref.slice(1)); } catch { return ref.slice(1); }
};

const MOST_STEPS = 20;
/** What a reference leads to, through further references; the thing itself when it is none. */
export function follow(document: Json, value: unknown): unknown {
  let here = value;
  for (let step = 0; step < MOST_STEPS && isObject(here) && typeof here['$ref'] === 'string'; step += 1) here = valueAt(document, refPointer(here['$ref']));
  return here;
}

/** Follows a reference and says where one stands then. */
export function followAt(document: Json, value: unknown, pointer: string): { value: unknown; pointer: string } {
  let here = value, at = pointer;
  for (let step = 0; step < MOST_STEPS && isObject(here) && typeof here['$ref'] === 'string'; step += 1) {
    at = refPointer(here['$ref']);
    here = valueAt(document, at);
  }
  return { value: here, pointer: at };
}
