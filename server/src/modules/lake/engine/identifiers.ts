/** Writes a name for DuckDB SQL; the only place where names become text of a statement. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Writes a constant of the house (a path it made itself) where DuckDB takes no parameter; values of people are always parameters. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
