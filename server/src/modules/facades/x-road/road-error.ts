import type { Problem } from '#kernel/problem.ts';

/** A refusal as X-Road's programs read it (protocol for REST §4.6): 400 for what the program did, 500 for the rest. */
export interface RoadError { status: number; type: string; body: Buffer }

const types: Record<string, string> = {
  'service-unknown': 'Server.ServerProxy.UnknownService', 'service-not-found': 'Server.ServerProxy.UnknownService', 'operation-not-found': 'Server.ServerProxy.UnknownService', 'agreement-refused': 'Server.ServerProxy.AccessDenied', 'operation-refused': 'Server.ServerProxy.AccessDenied',
  'purpose-refused': 'Server.ServerProxy.AccessDenied', 'assurance-too-low': 'Server.ServerProxy.AccessDenied', 'system-not-active': 'Server.ServerProxy.AccessDenied', 'not-identified': 'Server.ClientProxy.SslAuthenticationFailed',
  'token-wrong': 'Server.ClientProxy.SslAuthenticationFailed', 'proof-wrong': 'Server.ClientProxy.SslAuthenticationFailed', 'key-unknown': 'Server.ClientProxy.SslAuthenticationFailed', 'provider-unreachable': 'Server.ServerProxy.NetworkError',
  'provider-too-slow': 'Server.ServerProxy.ServiceFailed.TimedOut', 'provider-paused': 'Server.ServerProxy.ServiceFailed', 'failed': 'Server.ClientProxy.InternalError', 'evidence-unavailable': 'Server.ClientProxy.DatabaseError',
};

const typeOf = ({ code, status }: Problem): string =>
  types[code.replace(/^[a-z]+\./, '')] ?? (status < 500 ? 'Client.InvalidRequest' : 'Server.ServerProxy.ServiceFailed');

/** @param id of the exchange, or of the request where there was none. */
export function roadErrorOf(problem: Problem, id: string): RoadError {
  const type = typeOf(problem);
  return { type, status: type.startsWith('Client.') ? 400 : 500, body: Buffer.from(JSON.stringify({ type, message: `${problem.entry.th} · ${problem.entry.en}`, detail: id })) };
}
