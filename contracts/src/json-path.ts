/**
 * The steps of a place within a JSON value: a JSON Pointer (`/address/province~1code`, RFC 6901) or names with dots between (`address.province`).
 * @returns no steps for the value itself, given as an empty text.
 */
export function readJsonPath(text: string): string[] {
  if (text === '' || text === '$') return [];
  if (text.startsWith('/')) return text.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return text.replace(/^\$\./, '').split('.');
}

/** A step into a member or an element by its name, or into every element of a list. */
export type PlaceStep = string | null;

const dotted = /^[^.[\]]+(\[(\d{1,6}|\*)\])*(\.[^.[\]]+(\[(\d{1,6}|\*)\])*)*$/;

/**
 * The place in a nested record that the source name of a column tells: `address.province.code`, `coords[0]`, `tags[*]` (every element, null
 * in the answer), or a JSON Pointer (`/address/province~1code`) for names with dots or brackets in them.
 * @returns null for a plain name, which is a member of the record itself.
 */
export function readColumnPlace(source: string): PlaceStep[] | null {
  if (/^\/./.test(source)) return readJsonPath(source);
  if (!/[.[]/.test(source) || !dotted.test(source)) return null;
  return source.split('.').flatMap((part) => part.replaceAll(']', '').split('[')).map((step, at) => (step === '*' && at > 0 ? null : step));
}

/** The source name of a column for a place in a record; {@link readColumnPlace} reads it back. */
export function writeColumnPlace(steps: readonly PlaceStep[]): string {
  if (steps.length === 1) return steps[0] ?? '*';
  const isPlain = steps.every((step, at) => step === null || (step !== '' && !/[.[\]]/.test(step) && (at > 0 || !step.startsWith('/')) && step !== '*'));
  if (!isPlain && !steps.includes(null)) return steps.map((step) => `/${(step ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return steps.reduce<string>((path, step) => (path === '' ? step ?? '' : step === null ? `${path}[*]` : /^\d+$/.test(step) ? `${path}[${step}]` : `${path}.${step}`), '');
}
