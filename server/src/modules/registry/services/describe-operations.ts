import { follow, isObject, valueAt, type Json } from '../documents/document.ts';
import { operationsOf, type FoundOperation, type ParameterRule } from '../documents/operations-of.ts';
import { sampleValue } from '../documents/sample-value.ts';
import { answerFromExample } from '../sandbox/answer.ts';
import type { OperationPage } from './schemas.ts';

const LONGEST_EXAMPLE = 4_000;

/** Operations of a document as a page shows them: words, parameters, an example call and its answer. */
export function describeOperations(document: Json): OperationPage[] {
  return operationsOf(document).operations.map((operation) => {
    const given = valueAt(document, operation.pointer) as Json;
    const answer = answerFromExample(document, operation)?.body ?? null;
    return {
      operationId: operation.operationId, method: operation.method, pathTemplate: operation.pathTemplate, summaryTh: operation.summaryTh, summaryEn: operation.summaryEn,
      description: typeof given['description'] === 'string' ? given['description'].slice(0, 2000) : '', parameters: operation.request.parameters.map((each) => ({ name: each.name, in: each.in, required: each.required, words: wordsOf(document, operation, each), schema: each.schema })),
      body: bodyOf(document, operation, given), answers: answersOf(document, given), examplePath: examplePath(document, operation), exampleAnswer: answer && answer.slice(0, LONGEST_EXAMPLE),
    };
  });
}

function given(document: Json, { pointer }: FoundOperation, { name, in: place }: ParameterRule): Json | undefined {
  const lists = [valueAt(document, `${pointer}/parameters`), valueAt(document, `${pointer.slice(0, pointer.lastIndexOf('/'))}/parameters`)];
  return lists.flatMap((list) => (Array.isArray(list) ? list : [])).map((each) => follow(document, each)).filter(isObject).find((each) => each['name'] === name && each['in'] === place);
}

function wordsOf(document: Json, operation: FoundOperation, parameter: ParameterRule): string {
  const description = given(document, operation, parameter)?.['description'];
  return typeof description === 'string' ? description.slice(0, 500) : '';
}

/** A value of a parameter that its schema takes, or its own example. */
function exampleOf(document: Json, operation: FoundOperation, parameter: ParameterRule): string {
  const own = given(document, operation, parameter);
  const value = own?.['example'] ?? sampleValue(document, own?.['schema'] ?? {});
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

function examplePath(document: Json, operation: FoundOperation): string {
  const { parameters } = operation.request;
  const path = operation.pathTemplate.replace(/\{([^}]+)\}/g, (_, name: string) => { const found = parameters.find((each) => each.in === 'path' && each.name === name); return encodeURIComponent(found ? exampleOf(document, operation, found) : name); });
  const query = parameters.filter((each) => each.in === 'query' && each.required).map((each) => `${encodeURIComponent(each.name)}=${encodeURIComponent(exampleOf(document, operation, each))}`);
  return query.length > 0 ? `${path}?${query.join('&')}` : path;
}

function bodyOf(document: Json, { request }: FoundOperation, operation: Json): OperationPage['body'] {
  const body = follow(document, operation['requestBody']);
  if (!request.body || !isObject(body) || !isObject(body['content'])) return null;
  const [type, media] = Object.entries(body['content']).find(([each]) => /json/.test(each)) ?? Object.entries(body['content'])[0] ?? [];
  if (type === undefined) return null;
  const named = isObject(media) && isObject(media['examples']) ? follow(document, Object.values(media['examples'])[0]) : null;
  const example = isObject(media) ? (isObject(named) ? named['value'] : undefined) ?? media['example'] ?? sampleValue(document, media['schema'] ?? {}) : null;
  return { required: request.body.required, type, example: example ?? null, schema: request.body.content[type.toLowerCase()] ?? {} };
}

function answersOf(document: Json, operation: Json): OperationPage['answers'] {
  return Object.entries(isObject(operation['responses']) ? operation['responses'] : {}).slice(0, 20).map(([status, each]) => {
    const response = follow(document, each);
    const content = isObject(response) && isObject(response['content']) ? Object.keys(response['content'])[0] ?? null : null;
    return { status, words: isObject(response) && typeof response['description'] === 'string' ? response['description'].slice(0, 300) : '', type: content };
  });
}
