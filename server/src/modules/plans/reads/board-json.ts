import type { Board, BoardCell } from '../schemas.ts';

/**
 * The board as UTF-8 JSON: what `JSON.stringify(board)` says, with the agencies last.
 *
 * A board of 5,000 datasets is 1.2 MB, most of it Thai titles that are the same every time. Their bytes are kept and copied; writing and
 * encoding them anew took more time than all else the server does for a board.
 */
export function writeBoard(board: Board): Buffer {
  const { agencies, ...rest } = board;
  const parts: Buffer[] = [];
  const [head, tail] = split({ ...rest, agencies: place });
  parts.push(head, bytes('['));
  agencies.forEach(({ agency, cells, ...row }, i) => {
    const [before, after] = split({ agency, cells: place, ...row });
    if (i > 0) parts.push(comma);
    parts.push(before, bytes('['));
    cells.forEach((cell, n) => {
      if (n > 0) parts.push(comma);
      parts.push(titleBytes(cell), stateBytes(cell));
    });
    parts.push(bytes(']'), after);
  });
  parts.push(bytes(']'), tail);
  return Buffer.concat(parts);
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const comma = bytes(',');
/** Stands where a list goes; no title holds a control character unescaped. */
const place = '\u0000list\u0000';
const placeJson = JSON.stringify(place);

function split(value: object): [before: Buffer, after: Buffer] {
  const [before = '', after = ''] = JSON.stringify(value).split(placeJson);
  return [bytes(before), bytes(after)];
}

interface Kept { titleTh: string; titleEn: string; json: Buffer }
const titles = new Map<string, Kept>();

/** `{"slug":…,"titleTh":…,"titleEn":…` */
function titleBytes({ slug, titleTh, titleEn }: BoardCell): Buffer {
  const kept = titles.get(slug);
  if (kept && kept.titleTh === titleTh && kept.titleEn === titleEn) return kept.json;
  const json = bytes(JSON.stringify({ slug, titleTh, titleEn }).slice(0, -1));
  titles.set(slug, { titleTh, titleEn, json });
  return json;
}

const ends = new Map<string, Buffer>();

/** `,"state":…,"dueOn":…}`: as many as there are states and due dates. */
function stateBytes({ state, dueOn }: BoardCell): Buffer {
  const key = `${state}${dueOn}`;
  let json = ends.get(key);
  if (!json) ends.set(key, json = bytes(`,${JSON.stringify({ state, dueOn }).slice(1)}`));
  return json;
}
