/** JSON of a document, members of its lists one by one. */
export function* jsonPieces(document: object): Generator<string> {
  let open = '{';
  for (const [name, member] of Object.entries(document) as [string, unknown][]) {
    if (member === undefined) continue;
    yield `${open}${JSON.stringify(name)}:`;
    open = ',';
    if (!Array.isArray(member)) { yield JSON.stringify(member); continue; }
    yield '[';
    for (const [i, each] of member.entries()) yield `${i === 0 ? '' : ','}${JSON.stringify(each) ?? 'null'}`;
    yield ']';
  }
  yield open === '{' ? '{}' : '}';
}
