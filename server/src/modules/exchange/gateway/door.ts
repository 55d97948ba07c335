import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestMessage } from '@saphan/contracts/http-signatures/message';
import type { Problem } from '#kernel/problem.ts';
import type { SpooledBody } from './spool.ts';

/** How programs of another exchange come through the gateway: what they do not say, and how they are answered. It translates; what may be done is decided here as for everybody. */
export interface Door {
  /** Path and query below `/x`. */
  readonly target: string;
  /** Headers of the exchange that the program does not send, lower-case names. */
  readonly claims: Readonly<Record<string, string>>;
  /** Headers by which it proved itself to the door: they go no further. */
  readonly hidden?: readonly string[];
  /** Path of the system that the door knows by a shared secret; assurance level 0. */
  readonly known?: string;
  /** Headers beside those of the exchange, on answers. */
  answerHeaders(call: { id: string; body: SpooledBody | undefined }): Promise<Record<string, string>>;
  /** A refusal as its programs read it. */
  refusal(problem: Problem, id: string): { status: number; headers: Record<string, string>; body: Buffer };
}

/** The gateway as doors use it: opened once for all of them and `/x`. */
export interface SharedGateway {
  handle(incoming: IncomingMessage, outgoing: ServerResponse, door?: Door): Promise<void>;
  /** Settles when who asks is known and is the system that it says; for what a door answers by itself. @throws as for a call. */
  identify(incoming: IncomingMessage, client: string | null): Promise<void>;
  close(): Promise<void>;
}

/** The request as the gateway takes it from a door. */
export function throughDoor(message: RequestMessage, { claims, hidden = [] }: Pick<Door, 'claims' | 'hidden'>): RequestMessage {
  const fields = new Map([...message.fields].filter(([name]) => !hidden.includes(name)));
  for (const [name, value] of Object.entries(claims)) fields.set(name, [value]);
  return { ...message, fields };
}
