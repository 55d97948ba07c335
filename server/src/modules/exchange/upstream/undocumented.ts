import type { TrustedOperation } from '../trust/snapshot.ts';

/**
 * What of an answer its document does not say: `status 418` or `type text/html`. Such an answer goes out nevertheless; its owner sees it at the exchange.
 * @returns null when it is described, or nothing is known of what is.
 */
export function undocumented({ answers }: Pick<TrustedOperation, 'answers'>, status: number, contentType: string | undefined): string | null {
  if (answers === null) return null;
  const types = answers[String(status)] ?? answers[`${String(status)[0]}XX`] ?? answers['default'];
  if (types === undefined) return `status ${status}`;
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  if (type === undefined || types.length === 0 || types.some((each) => each === type || each === '*/*' || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))))) return null;
  return `type ${type.slice(0, 100)}`;
}
