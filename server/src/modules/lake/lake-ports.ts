import type { Tx } from '#kernel/db.ts';
import type { ObjectStore } from '#kernel/objects.ts';

/** What the lake needs from the house; `main.ts` fills it. */
export interface LakePorts {
  objects: ObjectStore;
  /** Catalogue's name for a dataset → its id; null when there is none. The lake lies below the catalogue and may not ask it. */
  resolveDataset(tx: Tx, slug: string): Promise<{ id: number } | null>;
  /** Size of the engine that reads for requests. */
  engine: { memoryMb: number; threads: number; spillDir: string };
  /** Which of these runs may still publish (held ones too): their files are no orphans. Without it only files older than 30 days are swept. */
  listOpenRuns?(tx: Tx, runIds: number[]): Promise<number[]>;
}
