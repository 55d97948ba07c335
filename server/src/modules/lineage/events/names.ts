import { createHash } from 'node:crypto';
import type { RunFacts } from '#modules/linkage/index.ts';
import type { LineagePorts, OutsideName } from '../ports.ts';

/** How this house calls its jobs, runs and datasets in OpenLineage. */
export interface Naming {
  namespace: string;
  producer: string;
  /** Address of a part of the schema of our own facets. */
  schemaOf(facet: string): string;
  runId(id: number): string;
  dataset(slug: string): OutsideName;
  job(slug: string): OutsideName;
  /** Where the bytes of a run came from: its source, or files that people send. */
  origin(facts: RunFacts, slug: string): OutsideName;
}

/** Names follow from the public address and the installation: the same for ever, and never those of another house. */
export function namingOf({ publicUrl, originOf }: Pick<LineagePorts, 'publicUrl' | 'originOf'>, instanceId: string): Naming {
  const namespace = `saphan://${new URL(publicUrl).host}`;
  return {
    namespace, producer: publicUrl,
    schemaOf: (facet) => `${publicUrl}/api/v1/open-lineage/facets#/$defs/${facet}`,
    runId: (id) => uuidOf(`${instanceId}:run:${id}`),
    dataset: (slug) => ({ namespace, name: slug }),
    job: (slug) => ({ namespace, name: `${slug}.link` }),
    origin: ({ source_kind: kind, source_config: config }, slug) => (kind === null ? { namespace, name: `uploads/${slug}` } : originOf(kind, (config ?? {}) as Record<string, unknown>)),
  };
}

/** A UUID (RFC 9562 version 8) that follows from a text. */
function uuidOf(text: string): string {
  const hash = createHash('sha256').update(text).digest().subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
