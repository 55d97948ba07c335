import type { uses as th } from '../th/uses.ts';

export const uses: typeof th = {
  title: 'Who used my data', lead: 'Each time a system of one agency asks another for data about you, it stands here, with the reason and the law.', loading: 'Reading uses of your data',
  prove: 'Prove who you are first', proveWhy: 'This page opens to the person themselves only, so we have to be sure that it is you.',
  open: { title: 'Type your citizen id', why: 'We do not keep your number, so you type it each time. It is compared with yours, the list is found, and the number is forgotten at once.', number: 'Citizen id, 13 digits', hint: 'Hyphens and spaces do no harm', fault: 'Type all 13 digits', verb: 'Show uses of my data', opened: 'Open for 30 minutes' },
  until: 'Open until', done: 'I am done', closed: 'Closed',
  sum: (v) => (v.total === 0 ? 'No agency has asked for your data through this exchange yet' : `**${v.agencies}** ${v.agencies === 1 ? 'agency' : 'agencies'} asked for your data, **${v.total}** ${v.total === 1 ? 'time' : 'times'} in all`),
  none: 'Nothing yet', noneWhy: 'When an agency asks for data about you through this exchange, it will stand here.', every: 'All agencies', agency: 'Agency that asked', times: (v) => `${v.count} ${v.count === 1 ? 'time' : 'times'}`, only: (v) => `Only what ${v.name} asked for`,
  list: 'Uses of your data', asked: (v) => `${v.asker} asked ${v.answerer}`, askedHere: (v) => `${v.asker} asked for data`, what: 'What for data', why: 'Why', basis: 'By which law', agreement: 'Agreement', system: 'System that asked', proof: 'Proof', id: 'Exchange id', copyId: 'Copy the id', copied: 'Copied', unknown: 'Not said',
  refused: 'Refused: nothing was given', delayed: 'Shown later, as the law allows',
  levels: ['Older system, by a shared secret', 'By a token', 'By a token bound to a key', 'Signed by the agency', 'Signed by the agency with a key in a safe device'],
  older: 'Earlier ones', newest: 'Back to the newest',
  wrong: { title: 'If something here should not be', ask: 'Ask the agency that asked', askHow: 'Contact its data protection officer and give the exchange id. You have the right to know and to get a copy by section 30 of the Personal Data Protection Act B.E. 2562; the agency has 30 days to answer.', complain: 'Complain', complainHow: 'If the agency does not answer, or you do not agree, complain to the Office of the Personal Data Protection Committee (PDPC) by section 73.', site: 'Website of the PDPC' },
  about: { title: 'What this page shows, and what it does not', shows: 'It shows every time your data went through this exchange. No agency can choose to leave itself out.', hides: 'Some are shown later, during an investigation for instance, where the agreement that both sides signed says so.', never: 'It does not show what an agency does with data of its own, nor what did not go through here. What was in an answer is not kept here.' },
};
