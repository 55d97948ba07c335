import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Database } from './db.ts';
import type { Actor, Policy } from './policy.ts';

/** What a handler gets: checked input, who asks, and the database. */
export interface Ask<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  actor: Actor;
  db: Database;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface RouteSchema { params?: TObject; querystring?: TObject; body?: TSchema; response: Record<number, TSchema> }

export interface RouteSpec<P extends TObject, Q extends TObject, B extends TSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, e.g. `/runs/:id`. */
  path: string;
  /** camelCase, one name per operation everywhere. */
  operationId: string;
  summary: string;
  policy: Policy;
  params?: P;
  querystring?: Q;
  body?: B;
  /** Success statuses only; problems are added to every route. */
  response: Record<number, TSchema>;
  /** The reply or request body is a stream the handler deals with itself. */
  stream?: 'request' | 'reply';
  handler(ask: Ask<Static<P>, Static<Q>, Static<B>>): Promise<unknown>;
}

/** A route as the HTTP layer sees it, types forgotten. */
export type Route = Omit<RouteSpec<any, any, any>, 'handler'> & { handler(ask: Ask<any, any, any>): Promise<unknown> };

/** Declares a route; no route exists without a policy and response schemas. */
export function route<P extends TObject = TObject<{}>, Q extends TObject = TObject<{}>, B extends TSchema = TSchema>(spec: RouteSpec<P, Q, B>): Route {
  return spec as unknown as Route;
}
