import type { Tx } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';
import type { ObjectStore } from '#kernel/objects.ts';

/** When a run lived; it wrote between these instants and not outside them. `finishedAt` is null while it may still publish (held ones too). */
export interface RunLife { id: number; datasetId: number; createdAt: string; finishedAt: string | null }

/** What the lake needs from the house; `main.ts` fills it. */
export interface LakePorts {
  log: Log;
  objects: ObjectStore;
  /** Catalogue's name for a dataset → its id; null when there is none. The lake lies below the catalogue and may not ask it. */
  resolveDataset(tx: Tx, slug: string): Promise<{ id: number } | null>;
  /** Whether whoever asks finds this dataset in the catalogue, where they hold no office: nobody else learns by an address that it exists. */
  isTold(tx: Tx, slug: string): Promise<boolean>;
  /** Size of the engine that reads for requests. */
  engine: { memoryMb: number; threads: number; spillDir: string };
  /** When these runs lived; runs that this register does not know are left out, and their files are kept. */
  listRunLives(tx: Tx, runIds: number[]): Promise<RunLife[]>;
}
