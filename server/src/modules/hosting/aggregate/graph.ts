interface Edge { readonly a: number; readonly b: number; readonly guarded: boolean }

/** Hidden cells as edges between rows and columns. */
export class Graph {
  readonly #edges: Edge[] = [];
  readonly #around: number[][];
  constructor(nodes: number) {
    this.#around = Array.from({ length: nodes }, () => []);
  }

  /** @param guarded whether the cell must not be given away. */
  join(a: number, b: number, guarded: boolean): void {
    const edge = this.#edges.push({ a, b, guarded }) - 1;
    this.#around[a]?.push(edge);
    this.#around[b]?.push(edge);
  }

  /** The nodes on one side of a guarded edge without which its ends would not hang together, or null when there is no such edge. */
  sideOfBridge(): Set<number> | null {
    const bridge = this.#bridges().find((edge) => this.#edges[edge]?.guarded);
    return bridge === undefined ? null : this.#reach(this.#edges[bridge]?.a as number, bridge);
  }

  #reach(from: number, without: number): Set<number> {
    const seen = new Set([from]);
    for (const node of seen) for (const edge of this.#around[node] ?? []) if (edge !== without) seen.add(this.#other(edge, node));
    return seen;
  }

  #other(edge: number, node: number): number {
    const { a, b } = this.#edges[edge] as Edge;
    return a === node ? b : a;
  }

  /** Tarjan's bridges, without recursion: tables may be long. */
  #bridges(): number[] {
    const order = this.#around.map(() => -1);
    const low = this.#around.map(() => -1);
    const bridges: number[] = [];
    let clock = 0;
    for (const root of this.#around.keys()) {
      if (order[root] !== -1) continue;
      const path: { node: number; by: number; next: number }[] = [{ node: root, by: -1, next: 0 }];
      order[root] = low[root] = clock++;
      for (let top = path.at(-1); top; top = path.at(-1)) {
        const edge = this.#around[top.node]?.[top.next++];
        if (edge === undefined) this.#leave(path, low, order, bridges);
        else if (edge !== top.by) {
          const to = this.#other(edge, top.node);
          if (order[to] !== -1) low[top.node] = Math.min(low[top.node] as number, order[to] as number);
          else { order[to] = low[to] = clock++; path.push({ node: to, by: edge, next: 0 }); }
        }
      }
    }
    return bridges;
  }

  #leave(path: { node: number; by: number }[], low: number[], order: number[], bridges: number[]): void {
    const { node, by } = path.pop() as { node: number; by: number };
    const parent = path.at(-1)?.node;
    if (parent === undefined) return;
    low[parent] = Math.min(low[parent] as number, low[node] as number);
    if ((low[node] as number) > (order[parent] as number)) bridges.push(by);
  }
}
