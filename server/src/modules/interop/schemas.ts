import { Type } from 'typebox';
import { rdfForms } from './rdf/documents.ts';

/** Pages of the catalogue, as other portals' harvesters ask for them. */
export const pageQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'From 1' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
  modified_since: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?)?$', description: 'Day or instant of the common era: records that changed since' })),
});
export const formSchema = Type.Union(Object.keys(rdfForms).map((form) => Type.Literal(form as keyof typeof rdfForms)));
