import { expect, it } from 'vitest';
import { operationsOf } from './operations-of.ts';

it('an operation tells which answers are described, through references, without parameters of media types', () => {
  const document = {
    paths: { '/a': { get: { operationId: 'a', responses: { 200: { content: { 'Application/JSON; charset=utf-8': {}, 'text/csv': {} } }, '4XX': { $ref: '#/components/responses/Wrong' }, default: { description: 'else' }, 'x-own': {} } } } },
    components: { responses: { Wrong: { content: { 'application/problem+json': {} } } } },
  };
  expect(operationsOf(document).operations[0]?.answers).toEqual({ 200: ['application/json', 'text/csv'], '4XX': ['application/problem+json'], default: [] });
});
