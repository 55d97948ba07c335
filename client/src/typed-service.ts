import type { Answer } from './answer.ts';
import { ClientFault } from './client-fault.ts';
import type { CallOptions } from './sign-call.ts';

type Method = NonNullable<CallOptions['method']>;

type Call = (service: string, path: string, options: CallOptions) => Promise<Answer>;

/** What one operation takes and answers: `saphan types` writes these from a service's OpenAPI document. */
export interface OperationShape {
  readonly path?: object;
  readonly query?: object;
  readonly headers?: object;
  readonly body?: unknown;
  /** JSON bodies by status; `default` for all others. */
  readonly answers: { readonly [status: number]: unknown; readonly default?: unknown };
}

/** A service with where each operation stands. The types are known to the compiler alone. */
export interface ServiceDescription<Operations> {
  readonly slug: string;
  readonly operations: { readonly [Id in keyof Operations]: readonly [method: Method, path: string] };
}

type Part<Shape, Name extends 'path' | 'query' | 'headers' | 'body'> = Shape extends { readonly [_ in Name]: infer Given } ? { readonly [_ in Name]: Given } : Shape extends { readonly [_ in Name]?: infer Given } ? { readonly [_ in Name]?: Given } : object;
/** What the caller fills in. */
export type OperationInput<Shape> = Part<Shape, 'path'> & Part<Shape, 'query'> & Part<Shape, 'headers'> & Part<Shape, 'body'>;
type Typed<Status, Body> = Omit<Answer, 'status' | 'json'> & { readonly status: Status; json(): Body };
type Answers<Given> = { [Status in keyof Given]: Typed<Status extends number ? Status : number, Given[Status]> }[keyof Given];
/** An answer whose `status` tells what its JSON is. */
export type TypedAnswer<Shape> = Shape extends { readonly answers: infer Given } ? Answers<Given> : Answer;

/** A service of another agency, called by the names of its operations. */
export class TypedService<Operations> {
  readonly #call: Call;
  readonly #service: ServiceDescription<Operations>;
  constructor(call: Call, service: ServiceDescription<Operations>) {
    this.#call = call;
    this.#service = service;
  }

  /** @throws what `SaphanClient.call` throws; {@link ClientFault} `bad-address` when a part of the path is missing. */
  async call<Id extends keyof Operations & string>(operation: Id, input: OperationInput<Operations[Id]>, options: Omit<CallOptions, 'method' | 'body'>): Promise<TypedAnswer<Operations[Id]>> {
    const [method, template] = this.#service.operations[operation];
    const { path = {}, query = {}, headers = {}, body } = input as { path?: object; query?: object; headers?: object; body?: unknown };
    const texts = Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => value === undefined ? [] : [[name, String(value)]]));
    const answer = await this.#call(this.#service.slug, fillPath(template, path) + queryOf(query), { ...options, method, body, headers: { ...texts, ...options.headers } });
    return answer as unknown as TypedAnswer<Operations[Id]>;
  }
}

function fillPath(template: string, given: object): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const value: unknown = (given as Record<string, unknown>)[name];
    if (value === undefined || value === null || value === '') throw new ClientFault('bad-address', `ที่อยู่ขาด ${name}`, `the address lacks ${name}`);
    return encode(String(value));
  });
}

/** Lists stand as often as they have members, as OpenAPI does by default. */
function queryOf(given: object): string {
  const pairs = Object.entries(given).flatMap(([name, value]) => [value as unknown].flat().filter((each) => each !== undefined && each !== null).map((each) => `${encode(name)}=${encode(String(each))}`));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** As RFC 3986 has it: whatever is not unreserved is encoded, so that there is one way to write it. */
const encode = (text: string) => encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
