/** How a column's values are shown: as its type says, but a year is no amount and takes no comma (2569, not 2,569). */
export function shownType({ name, type }: { name: string; type: string }): string {
  return type === 'integer' && /(?:^|_)year(?:_|$)|^ปี/i.test(name) ? 'year' : type;
}
