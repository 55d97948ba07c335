import { jsonLdOf } from './json-ld.ts';
import { rdfXmlOf } from './rdf-xml.ts';
import { turtleOf } from './turtle.ts';

/** The forms of a graph, the one that is preferred first. */
export const rdfForms = {
  ttl: { type: 'text/turtle; charset=utf-8', write: turtleOf },
  jsonld: { type: 'application/ld+json', write: jsonLdOf },
  rdf: { type: 'application/rdf+xml; charset=utf-8', write: rdfXmlOf },
  xml: { type: 'application/rdf+xml; charset=utf-8', write: rdfXmlOf },
} as const;
export type RdfForm = keyof typeof rdfForms;

/** Media types that a client may name, and the answer's form. */
const NAMED: readonly (readonly [string, RdfForm | 'html'])[] = [
  ['text/turtle', 'ttl'], ['application/ld+json', 'jsonld'], ['application/rdf+xml', 'rdf'], ['application/json', 'jsonld'], ['application/xml', 'rdf'], ['text/xml', 'rdf'], ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
];

/** The form that an `Accept` header likes best (RFC 9110 §12.5.1); null when it takes none of ours. */
export function negotiate(accept: string | undefined): RdfForm | 'html' | null {
  const ranges = (accept ?? '*/*').slice(0, 2000).split(',').map((each) => {
    const [type = '', ...parameters] = each.trim().toLowerCase().split(';').map((part) => part.trim());
    const q = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
    return { type, q: Number.isFinite(q) ? q : 0 };
  });
  const liking = (name: string) => {
    const exact = ranges.find(({ type }) => type === name) ?? ranges.find(({ type }) => type === `${name.split('/')[0]}/*`) ?? ranges.find(({ type }) => type === '*/*');
    return exact?.q ?? 0;
  };
  const best = NAMED.map(([name, form]) => ({ form, q: liking(name) })).filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)[0];
  return best?.form ?? null;
}
