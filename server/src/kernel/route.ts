import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { Database } from './db.ts';
import type { Decision, Resource } from './decider.ts';
import type { Policy, Principal } from './policy.ts';
import type { Problem } from './problem.ts';

/** What a handler gets: checked input, who asks, and the database. */
export interface Ask<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  who: Principal;
  /** The same as `who`, by the name that operations use. */
  actor: Principal;
  /** What the decider said, for policies with `on`. */
  decision: Decision | null;
  /** Asks about one more resource, under a policy of its own: for addresses behind which many operations lie. @throws what the policy and the decider refuse. */
  decide(policy: Policy, resource: Resource): Promise<Decision>;
  /** As far as whoever asks reaches. */
  db: Database;
  request: FastifyRequest;
  reply: FastifyReply;
}

/** A problem in the form of another standard, which may also want another status. */
export type RefusalForm = (problem: Problem) => { type: string; body: object | string; status?: number };

export interface RouteSchema { params?: TObject; querystring?: TObject; body?: TSchema; response: Record<number, TSchema> }

export interface RouteSpec<P extends TObject, Q extends TObject, B extends TSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, e.g. `/runs/:id`; whole when `at` is `root`. */
  path: string;
  /** `root` for addresses that a standard fixes, e.g. `/scim/v2/Users`. */
  at?: 'api' | 'root';
  /** camelCase, one name per operation everywhere. */
  operationId: string;
  summary: string;
  policy: Policy;
  params?: P;
  querystring?: Q;
  body?: B;
  /** Success statuses only; problems are added to every route. */
  response: Record<number, TSchema>;
  /** The reply or request body is a stream the handler deals with itself; `any` takes bodies of every content type. */
  stream?: 'request' | 'reply' | 'any';
  /** Further addresses of the same operation, whole; the description of the API leaves them out. */
  aliases?: readonly string[];
  /** Answers pages of every site, as a standard for anonymous reading asks: no cookie counts here, so nobody is known by one. */
  openToSites?: true;
  /** A download: visitors of one network may ask for so many in a minute (`SAPHAN_VISITOR_DOWNLOADS`). */
  paced?: true;
  /** Puts a token that a standard lets programs show otherwise where ours are looked for; before anybody asks who it is. */
  showToken?(request: FastifyRequest): void;
  /** Content types of the body besides `application/json`. */
  consumes?: string[];
  /** How a refusal is written where a standard fixes another form than problem+json, e.g. SCIM (RFC 7644 §3.12). */
  refusalForm?: RefusalForm;
  /** What the decider is asked about; needed when the policy has `on`. May look it up, and then throws what is not found. */
  resource?(ask: Ask<Static<P>, Static<Q>, Static<B>>): Resource | Promise<Resource>;
  handler(ask: Ask<Static<P>, Static<Q>, Static<B>>): Promise<unknown>;
}

/** A route as the HTTP layer sees it, types forgotten. */
export type Route = Omit<RouteSpec<any, any, any>, 'handler' | 'resource'> & { resource?(ask: Ask<any, any, any>): Resource | Promise<Resource>; handler(ask: Ask<any, any, any>): Promise<unknown> };

/** The whole address of a route, e.g. `/api/v1/runs/:id`. */
export const addressOf = ({ at, path }: Pick<Route, 'at' | 'path'>): string => at === 'root' ? path : `/api/v1${path}`;

/** Declares a route; no route exists without a policy and response schemas. */
export function route<P extends TObject = TObject<{}>, Q extends TObject = TObject<{}>, B extends TSchema = TSchema>(spec: RouteSpec<P, Q, B>): Route {
  return spec as unknown as Route;
}
