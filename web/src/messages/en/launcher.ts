import type { launcher as th } from '../th/launcher.ts';

export const launcher: typeof th = {
  title: 'My services', lead: 'Every service you can enter with this account without signing in again', loading: 'Reading the services', go: 'Open the service', noHome: 'This service has not named its first page', none: 'No service is open yet', noneWhy: 'Services appear here once an agency has joined them to the common account',
  consents: 'What I agreed to', consentsNote: 'These services receive data of the account when you enter', consentsNone: 'You have agreed to nothing yet', service: 'Service', what: 'What is sent', given: 'Since', withdraw: 'Withdraw', withdrawNamed: (v) => `Withdraw from ${v.service}`, withdrawWhy: 'The service receives nothing more and will ask again next time. What it already has stays in its care.', withdrawn: 'Withdrawn',
};
