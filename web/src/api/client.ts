import { isProblemDocument, type ProblemDocument } from '@saphan/contracts/problem';
import createClient from 'openapi-fetch';
import { houseFetch, ownPage } from './house-fetch.ts';
import type { paths } from './schema.gen.ts';

const base = '/api/v1';

/** An answer that refused the request; carries the server's problem document. */
export class ApiProblem extends Error {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument) {
    super(`${problem.code}: ${problem.titleEn}`);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** The server gave no answer at all. */
export class Unreachable extends Error {}

/** The API as its OpenAPI document describes it: addresses, parameters and bodies are checked by the compiler. */
export const api = createClient<paths>({ headers: { accept: 'application/json', ...ownPage }, fetch: houseFetch });

/**
 * The answer to a request of {@link api}.
 *
 * @throws {ApiProblem} when the server refuses; {@link Unreachable} when nothing answers.
 */
export async function told<Data>(asked: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await asked.catch(rethrow);
  if (error === undefined && data !== undefined) return data;
  if (response.status === 204) return undefined as Data;
  if (isProblemDocument(error)) throw new ApiProblem(error);
  throw new Unreachable(`${response.status} ${response.url}`);
}

function rethrow(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new Unreachable(String(error));
}

export type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** An address of the API with its query; empty values are left out, lists repeat the name. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const each of value) params.append(name, each);
    else if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  return params.size > 0 ? `${base}${path}?${params}` : `${base}${path}`;
}

/**
 * Asks the API and reads its JSON.
 *
 * @throws {ApiProblem} when the server refuses; {@link Unreachable} when nothing answers.
 */
export async function ask<Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, options: { query?: Query; body?: unknown; signal?: AbortSignal } = {}): Promise<Answer> {
  const answer = await reach(apiUrl(path, options.query), {
    method, headers: { accept: 'application/json', ...(options.body !== undefined && { 'content-type': 'application/json' }) },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }), ...(options.signal && { signal: options.signal }),
  });
  return readAnswer<Answer>(answer);
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await houseFetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Unreachable(String(error));
  }
}

/** Reads an answer of the API: its JSON, or the problem it tells. */
export async function readAnswer<Answer>(answer: Response): Promise<Answer> {
  if (answer.status === 204) return undefined as Answer;
  const type = answer.headers.get('content-type') ?? '';
  const read: unknown = type.includes('json') ? await answer.json() : null;
  if (answer.ok && read !== null) return read as Answer;
  if (isProblemDocument(read)) throw new ApiProblem(read);
  throw new Unreachable(`${answer.status} ${type}`);
}
