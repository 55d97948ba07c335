import type { ServiceOperation, ServicePage } from '../../../api/data-service-queries.ts';
import type { SnippetCall } from './snippets.tsx';

/** Stands where the caller writes the number of the person that a call is about. */
const SOMEBODY = 'CITIZEN_ID';

/** One call of an operation as its document describes it: the example of its body, and whom it is about. */
export function callOf(service: Pick<ServicePage, 'slug' | 'subjectSelectors'>, operation: Pick<ServiceOperation, 'pathTemplate' | 'method' | 'body'>): SnippetCall {
  const example: unknown = operation.body?.example;
  const subject = service.subjectSelectors.length > 0 ? SOMEBODY : '';
  return { service: service.slug, path: operation.pathTemplate, method: operation.method, body: operation.body ? JSON.stringify(naming(example ?? {}, service.subjectSelectors, subject)) : '', subject };
}

/** The example with the place of the citizen id open, where a service says `json:/name`. */
function naming(example: unknown, selectors: readonly string[], subject: string): unknown {
  const names = selectors.flatMap((selector) => /^json:\/([^/~]+)$/.exec(selector)?.[1] ?? []);
  return typeof example === 'object' && example !== null && !Array.isArray(example) ? { ...example, ...Object.fromEntries(names.map((name) => [name, subject])) } : example;
}
