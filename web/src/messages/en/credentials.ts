import type { Messages } from '../th/index.ts';

export const credentials: Messages['credentials'] = {
  title: 'Credentials for tokens', note: 'The system asks for tokens with its own keys: no secret to keep, and it follows the keys that are added, replaced or revoked', loading: 'Reading the credentials',
  none: 'No credentials yet', noneWhy: 'Requests can be signed with the key without any token. Make credentials when your program speaks OAuth 2.0.', make: 'Make credentials', made: 'The credentials are made; tokens can be asked for at once',
  needsKey: 'Add a key of the system first', notActive: 'The system is not active', other: 'The system names a sign-on client that somebody registered. Change the system so that it names none, to make one here.',
  boundOff: 'Allow tokens that are not bound', boundOn: 'Require that tokens are bound', boundYes: 'Always bound to a key (assurance 2)', boundNo: 'Need not be bound (assurance 1 when they are not)', changed: 'Saved',
  clientId: 'Client id', keys: 'Keys that prove it now', noKeys: 'None, so it gets no token', tokenEndpoint: 'Tokens are asked for at', resource: 'Tokens are for (resource)', scope: 'Scope', binding: 'Binding of tokens', suspended: 'The administrator of the sign-on suspended this client',
  command: 'Call with a token', copy: 'Copy the command', copied: 'Copied', commandWhy: 'The sandbox can be tried at once, before any agreement', tryCommand: 'Try the sandbox',
};
