import type { statements as th } from '../th/statements.ts';

export const statements: typeof th = {
  title: 'Daily statements', lead: 'How often two systems exchanged something on a day and which sequence numbers are missing; each party checks it against its own record', loading: 'Reading the statements', caption: 'Daily statements of exchanges', none: 'No statements yet', noneWhy: 'They are written an hour after midnight for days on which something was exchanged',
  onlyOpen: 'Only those not agreed by both', day: 'Day', consumer: 'Consumer', provider: 'Provider', exchanges: 'Exchanges', refused: (v) => `${v.count} without success`, direct: (v) => `${v.count} direct`, unmatched: (v) => `${v.count} with evidence of one side`, missing: 'Missing numbers', words: 'Words of the parties', actions: 'Do',
  side: { consumer: 'Consumer', provider: 'Provider' }, unsaid: 'not said yet', agrees: 'matches', differs: 'differs', signed: 'signed with a key of the system',
  open: 'Look and answer', look: 'Look at the text', of: (v) => `Statement of ${v.day}`, text: 'The text that is agreed to', hash: 'SHA-256', answerFor: 'Answer for', matches: 'Matches our own record', doesNot: 'Differs from our own record', answer: 'Answer', remark: 'What differs', remarkHint: 'Such as: our record has 41, number 17 is missing', send: 'Keep the answer', sent: 'The answer is kept',
  more: 'There are more than 200: choose a day to see that day only',
};
