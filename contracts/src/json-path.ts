/**
 * The steps of a place within a JSON value: a JSON Pointer (`/address/province~1code`, RFC 6901) or names with dots between (`address.province`).
 * @returns no steps for the value itself, given as an empty text.
 */
export function readJsonPath(text: string): string[] {
  if (text === '' || text === '$') return [];
  if (text.startsWith('/')) return text.slice(1).split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return text.replace(/^\$\./, '').split('.');
}
