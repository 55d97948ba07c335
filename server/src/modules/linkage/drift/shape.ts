/** What a release's values look like, kept in its lineage so that the next release can be held against it. */
export interface ReleaseShape {
  /** Rows looked at: all, or an even sample of a large release. */
  rows: number;
  columns: ColumnShape[];
  /** Share of rows whose text reads as text decoded with the wrong encoding. */
  misread: number;
}

/** Of one column; `rows` are those with a value. */
export type ColumnShape = NumberShape | CategoryShape;

export interface NumberShape {
  kind: 'number';
  column: string;
  rows: number;
  /** Different deciles, rising: a value belongs to the first edge it does not exceed, above the last to one more bin. */
  edges: number[];
  shares: number[];
  /** Quartiles of the sizes of values other than 0, null when there are none. */
  sizes: [number, number, number] | null;
}

export interface CategoryShape {
  kind: 'category';
  column: string;
  rows: number;
  /** Values with their shares, most frequent first; all of them. */
  values: [value: string, share: number][];
}
