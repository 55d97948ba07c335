import { readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import Validator from 'rdf-validate-shacl';
import { turtleOf } from '../rdf/turtle.ts';
import type { Graph } from '../rdf/graph.ts';

const shapes = ['shapes', 'range'].flatMap((name) => new Parser().parse(readFileSync(new URL(`../dcat/shapes/${name}.ttl`, import.meta.url), 'utf8')));
const validator = new Validator(shapes as never);

/** What the official shapes of DCAT-AP 3.0.1 object to in a graph, read back from its Turtle. */
export async function violationsOf(graph: Graph): Promise<string[]> {
  const quads: Quad[] = new Parser().parse([...turtleOf(graph)].join(''));
  const dataset = (validator as unknown as { factory: { dataset(quads: unknown[]): never } }).factory.dataset(quads);
  const report = await validator.validate(dataset);
  return report.results.map((result) => `${result.focusNode?.value} ${result.path?.value} ${result.value?.value ?? ''} ${result.sourceConstraintComponent?.value.split('#')[1]}`);
}
