import { webProblem } from './problems.ts';

/**
 * The address of the next page as the source names it, relative to the page it stands on. It stays within the source's origin; a source behind a
 * gateway that takes itself for plain HTTP is asked by HTTPS all the same.
 * @throws `connectors.page-elsewhere`.
 */
export function nextAddress(named: string, page: string): string {
  const from = new URL(page);
  const next = URL.canParse(named, page) ? new URL(named, page) : null;
  if (next && next.protocol === 'http:' && from.protocol === 'https:' && next.hostname === from.hostname && (next.port === '' || next.port === from.port)) {
    next.protocol = 'https:';
    next.port = from.port;
  }
  if (next?.origin !== from.origin) throw webProblem('page-elsewhere', { detailTh: `จาก ${from.origin} ไป ${next?.origin ?? '?'}`, detailEn: `From ${from.origin} to ${next?.origin ?? '?'}.` });
  next.hash = '';
  return next.href;
}
