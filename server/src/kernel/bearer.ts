import { kernelProblem } from './problems.ts';

const LARGEST = 8 * 1024;

/**
 * The token of an `authorization: Bearer …` header, or null when there is none.
 *
 * @throws `kernel.sign-in-needed` when it is longer than any token of ours: nobody parses it first.
 */
export function readBearer(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (header.length > LARGEST) throw kernelProblem('sign-in-needed', { detailTh: 'โทเคนยาวเกินกำหนด', detailEn: 'The token is longer than allowed.' });
  return /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1] ?? null;
}
