import { rejectCodes, type RejectCode } from '@saphan/contracts/reject';

/** Field writers return the new end of the output, or a negative number that stands for a reject code. */
export function fault(code: RejectCode): number {
  return -(rejectCodes.indexOf(code) + 1);
}

export function codeOfFault(negative: number): RejectCode {
  return rejectCodes[-negative - 1] as RejectCode;
}
