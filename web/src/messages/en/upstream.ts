import type { upstream as th } from '../th/upstream.ts';

export const upstream: typeof th = {
  simulated: 'simulation',
  proveBy: (v) => `Confirm through ${v.name}`, proveWhy: 'This service needs your identity proved against the civil registry', noOne: 'No outside identity system can be used yet; ask the system administrator', or: 'Or confirm through a linked outside system',
  directory: (v) => `Use your computer account of ${v.name}`, directoryName: 'User name in your agency',
  link: {
    title: 'Link your identity to an account', lead: 'The outside system confirmed who you are, but this identity is not linked to an account here yet', first: 'You have an account', firstWhy: 'Sign in to it first, then confirm that it is yours',
    none: 'You have no account', noneWhy: 'Officers ask their agency’s administrator for an invitation', confirm: (v) => `Link to the account **${v.name}**`, why: 'Next time this identity signs you in at once. Do it within 15 minutes, in this browser.', go: 'Yes, link to this account', other: 'This is not my account; sign out', lost: 'This link is not complete', lostNext: 'Return to the sign-in page and begin again', toSignIn: 'Go to the sign-in page',
  },
  refused: {
    'upstream-declined': ['The confirmation was cancelled', 'Nothing was sent here. Choose another way, or begin again.'], 'upstream-lost': ['This step has run out, was used already, or began in another browser', 'Begin to sign in again from this page'],
    'upstream-answer-refused': ['The outside system’s answer is not sound and was refused', 'Try once more; if it persists, tell the system administrator'], 'upstream-unreachable': ['The outside identity system cannot be reached', 'Wait a moment and try again, or use another way'],
    'upstream-unknown': ['This outside identity system is switched off', 'Choose another way below'], 'upstream-no-account': ['This identity cannot come in yet', 'Ask your agency’s administrator for an invitation, or to open the account again'],
    'upstream-other-account': ['This identity belongs to another account', 'Sign out, then sign in with the account that is yours'],
  },
};
