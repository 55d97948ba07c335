/** A small RDF graph: what the three writers beside this file put into Turtle, JSON-LD and RDF/XML. */
export interface Iri { readonly kind: 'iri'; readonly value: string }
export interface Blank { readonly kind: 'blank'; readonly value: string }
/** With a language it is a language-tagged text, with a datatype typed, with neither an `xsd:string`. */
export interface Literal { readonly kind: 'literal'; readonly value: string; readonly language?: string; readonly datatype?: Iri }
export type Node = Iri | Blank;
export type Term = Node | Literal;
export interface Statement { readonly subject: Node; readonly predicate: Iri; readonly object: Term }

/** Short names for namespaces; every format of a document uses the same. */
export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#', dcat: 'http://www.w3.org/ns/dcat#', dcatap: 'http://data.europa.eu/r5r/', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/',
  // For what the Thai government standard asks and no other vocabulary has; a name that is the same in every house.
  gdc: 'urn:saphan:gdc:', geo: 'http://www.opengis.net/ont/geosparql#', hydra: 'http://www.w3.org/ns/hydra/core#', owl: 'http://www.w3.org/2002/07/owl#', prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', rdfs: 'http://www.w3.org/2000/01/rdf-schema#', skos: 'http://www.w3.org/2004/02/skos/core#', spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
type Prefix = keyof typeof prefixes;

/** A term of a known namespace, e.g. `dcat:Dataset`. */
export const term = (name: `${Prefix}:${string}`): Iri => {
  const at = name.indexOf(':');
  return { kind: 'iri', value: prefixes[name.slice(0, at) as Prefix] + name.slice(at + 1) };
};

export const rdfType = term('rdf:type');

/** Characters that no IRI may hold (RFC 3987, Turtle's IRIREF); they are percent-encoded. */
const NO_IRI = /[\u0000-\u0020<>"{}|\\^`\u007f-\u00a0]/gu;
/** Schemes that an address in a record may have: nothing that a reader's program would run. */
const ABSOLUTE = /^(?:https?|ftp|mailto|urn):[^\s]/i;

/** Addresses that need no looking at: most of ours. */
const PLAIN = /^(?:https?:\/\/[a-z0-9][a-z0-9.-]*(?::\d{1,5})?(?:[/?#][A-Za-z0-9/?#=&:._~-]*)?|urn:[A-Za-z0-9:._-]+)$/;

/** An address as an IRI; null for what is none, so that a wrong address in a record spoils no document. */
export function iriOf(address: string): Iri | null {
  if (PLAIN.test(address)) return { kind: 'iri', value: address };
  const value = legible(address).trim().replaceAll(NO_IRI, encodeURIComponent).replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25');
  if (!ABSOLUTE.test(value) || value.startsWith('_:')) return null;
  return !/^https?:/i.test(value) || URL.canParse(value) ? { kind: 'iri', value } : null;
}

/** An address that the house itself made. */
export const iri = (value: string): Iri => iriOf(value) ?? unreachable(value);

function unreachable(value: string): never {
  throw new TypeError(`${value} is no IRI`);
}

/** Text without what XML 1.0 cannot carry (controls, halves of characters), so that every format says the same. */
export const legible = (text: string): string => text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

export const text = (value: string, language?: string): Literal => ({ kind: 'literal', value: legible(value), ...(language && { language }) });
export const typed = (value: string | number | boolean, datatype: `${Prefix}:${string}`): Literal => ({ kind: 'literal', value: legible(String(value)), datatype: term(datatype) });

interface Said { readonly predicate: Iri; readonly objects: Map<string, Term> }
/** A node with what is said of it, in the order of first mention. */
export interface Described { readonly node: Node; readonly said: Iterable<{ readonly predicate: Iri; readonly objects: readonly Term[] }> }

/** Statements by subject, then by predicate, in the order of first mention, each once. */
export class Graph {
  readonly #subjects = new Map<string, { node: Node; said: Map<string, Said> }>();
  readonly #prefixes = new Set<string>();
  #blanks = 0;
  #size = 0;

  get size(): number { return this.#size; }

  /** The prefixes that its terms use, with their namespaces. */
  get prefixes(): [string, string][] { return Object.entries(prefixes).filter(([prefix]) => this.#prefixes.has(prefix)); }

  /** A node without a name of its own, with its type. */
  blank(type: Iri): Blank {
    const node: Blank = { kind: 'blank', value: `b${this.#blanks += 1}` };
    return this.add(node, rdfType, type);
  }

  /** Says something of a node; a value that is missing says nothing. Gives the node back. */
  add<N extends Node>(subject: N, predicate: Iri, ...objects: readonly (Term | null | undefined)[]): N {
    for (const object of objects) {
      if (!object || (object.kind === 'literal' && object.value === '')) continue;
      const described = entryOf(this.#subjects, keyOf(subject), () => ({ node: subject as Node, said: new Map<string, Said>() }));
      const said = entryOf(described.said, predicate.value, () => ({ predicate, objects: new Map<string, Term>() }));
      const key = keyOf(object);
      if (said.objects.has(key)) continue;
      said.objects.set(key, object);
      this.#size += 1;
      for (const each of [subject, predicate, object.kind === 'literal' ? object.datatype : object]) this.#note(each);
    }
    return subject;
  }

  #note(term: Term | undefined): void {
    const short = term?.kind === 'iri' ? shortName(term) : null;
    if (short !== null) this.#prefixes.add(short.slice(0, short.indexOf(':')));
  }

  *described(): Generator<Described> {
    for (const { node, said } of this.#subjects.values()) yield { node, said: [...said.values()].map(({ predicate, objects }) => ({ predicate, objects: [...objects.values()] })) };
  }

  get statements(): Statement[] {
    return [...this.described()].flatMap(({ node: subject, said }) => [...said].flatMap(({ predicate, objects }) => objects.map((object) => ({ subject, predicate, object }))));
  }
}

function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** Different for different terms: an IRI holds no quote and begins with no underscore. */
const keyOf = (term: Term): string => term.kind === 'iri' ? term.value : term.kind === 'blank' ? `_:${term.value}` : `"${term.language ?? ''}"${term.datatype?.value ?? ''}"${term.value}`;

const namespaces = Object.entries(prefixes);
/** Names of vocabularies come again and again; of datasets there may be any number, and they are not kept. */
const shortNames = new Map<string, string>();

/** `dcat:Dataset` for an IRI of a known namespace whose rest is a plain name; null for any other. */
export function shortName({ value }: Iri): string | null {
  const kept = shortNames.get(value);
  if (kept !== undefined) return kept;
  for (const [prefix, namespace] of namespaces) {
    if (!value.startsWith(namespace) || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(value.slice(namespace.length))) continue;
    const short = `${prefix}:${value.slice(namespace.length)}`;
    if (shortNames.size < MOST_NAMES) shortNames.set(value, short);
    return short;
  }
  return null;
}
const MOST_NAMES = 1000;
