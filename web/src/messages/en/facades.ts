import type { facades as th } from '../th/facades.ts';

export const facades: typeof th = {
  title: 'Older ways in', lead: 'Programs written for other exchanges call data services unchanged. Closed until an operator opens them.', loading: 'Reading the ways in', caption: 'Ways in for programs of other exchanges',
  way: 'Way in', address: 'Address', state: 'State', actions: 'Do', open: 'Open', closed: 'Closed', until: (v) => `until ${v.day}`, changed: 'Last changed',
  names: { 'x-road': 'X-Road REST (r1)', 'older-gateway': 'Shared secrets (validate and Token)' },
  about: {
    'x-road': 'Programs that speak X-Road REST call with X-Road-Client and with a token, a certificate or a signature of their system.',
    'older-gateway': 'A token is asked for with Consumer-Key and a secret. Every exchange is of assurance level 0, and the way in has a last day.',
  },
  openIt: 'Open', closeIt: 'Close', openOf: (v) => `Open ${v.name}`, closeOf: (v) => `Close ${v.name}`, reason: 'Reason', reasonHint: 'Five letters or more; kept in the ledger', sunset: 'Last day', saved: 'Saved', needed: 'This is needed',
  secrets: 'Shared secrets', secretsCaption: 'Systems that still use a shared secret', noSecrets: 'No system uses a shared secret', noSecretsWhy: 'New systems sign with a key of their own', system: 'System', systemHint: 'Its whole path, such as TH/GOV/doae/farmers', key: 'Consumer-Key', note: 'What for', ends: 'Good until', used: 'Last used', never: 'Never used',
  ended: 'Ended', issue: 'Issue a secret', issued: 'Issued', shown: 'The shared secret, shown once', end: 'End', endOf: (v) => `End the secret of ${v.name}`, endDone: 'Ended; all its tokens stopped at once',
};
