/** One Parquet file of a release; files and their rows are in key order (source order without a key). */
export interface ReleaseFile {
  /** Key in the object store. */
  key: string;
  rows: number;
  bytes: number;
  sha256: string;
  /** First and last primary key as text; null without a key and where a key column is personal data. */
  minKey: string[] | null;
  maxKey: string[] | null;
}

export interface Manifest {
  form: 1;
  files: ReleaseFile[];
  /** Sum of row hashes, hex: the next release's content hash is computed from it and the changed rows alone. */
  rowSum: string;
}
