import type { problems as th } from '../th/problems.ts';

export const problems: typeof th = {
  what: 'This could not be done',
  unreachable: 'The server does not answer',
  unreachableNext: 'See whether Saphan is still running, then try again. Everything saved so far is kept.',
  crashed: 'This page cannot be shown',
  crashedNext: 'Other pages still work. Reload this one; if it happens again, give the administrator the text below.',
  next: 'What to do',
  places: 'Where to mend it',
  reference: (v) => `Reference ${v.ref}`,
  line: (v) => `line ${v.line}`,
  notFound: 'There is no such page',
  notFoundNext: 'The address may have changed or be incomplete. The linkage board is a good place to start.',
  toBoard: 'Open the linkage board',
  reload: 'Reload the page',
};
