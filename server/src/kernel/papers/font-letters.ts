/** Which letters a font can draw: its character map (OpenType `cmap`, formats 4 and 12). */
export function readLetters(font: Buffer): ReadonlySet<number> {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === 'cmap') return readMap(font.subarray(font.readUInt32BE(record + 8)));
  }
  throw new TypeError('the font has no character map');
}

function readMap(map: Buffer): ReadonlySet<number> {
  const letters = new Set<number>();
  for (let i = 0; i < map.readUInt16BE(2); i += 1) {
    const part = map.subarray(map.readUInt32BE(4 + i * 8 + 4));
    const format = part.readUInt16BE(0);
    if (format === 4) addSegments(part, letters);
    if (format === 12) addGroups(part, letters);
  }
  return letters;
}

/** Format 4: ends of segments, then a pad, then starts. */
function addSegments(part: Buffer, letters: Set<number>): void {
  const doubled = part.readUInt16BE(6);
  for (let at = 0; at < doubled; at += 2) {
    const end = part.readUInt16BE(14 + at);
    for (let letter = part.readUInt16BE(16 + doubled + at); letter <= end && letter !== 0xffff; letter += 1) letters.add(letter);
  }
}

function addGroups(part: Buffer, letters: Set<number>): void {
  for (let i = 0; i < part.readUInt32BE(12); i += 1) {
    const end = part.readUInt32BE(16 + i * 12 + 4);
    for (let letter = part.readUInt32BE(16 + i * 12); letter <= end; letter += 1) letters.add(letter);
  }
}
