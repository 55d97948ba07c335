import { Script } from 'node:vm';
import safeRegex from 'safe-regex2';

const LONGEST_PATTERN = 400;
/** No longer text is compared with a pattern of a document. */
export const LONGEST_TEXT = 2_000;
const TRIAL_MS = 1_000;
const MOST_PUMPS = 40;
const UNBOUNDED = /[*+]|\{\d+,\d*\}/;

/** Known ones: documents repeat their patterns, and a trial takes a while. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 10_000;

/** Whether a pattern can be read, and comes to an end soon with texts that would lead a bad one astray. */
export function isGoodPattern(pattern: string): boolean {
  let good = known.get(pattern);
  if (good === undefined) {
    good = tryPattern(pattern);
    if (known.size < MOST_KNOWN) known.set(pattern, good);
  }
  return good;
}

function tryPattern(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN) return false;
  try {
    if (!safeRegex(new RegExp(pattern, 'u'))) return false;
    return !UNBOUNDED.test(pattern) || endsSoon(pattern);
  } catch { return false; }
}

/** What `safe-regex2` does not see: one thing said in two ways within a repetition, as (a|a)+, and repetitions one behind the other. */
function endsSoon(pattern: string): boolean {
  const pumps = [...new Set(['0', 'a', 'A', ' ', '-', '.', 'ก', ...(pattern.match(/[\p{L}\p{N}]{2,8}/gu) ?? []), ...(pattern.match(/[^\\[\](){}*+?|^$]/gu) ?? [])])].slice(0, MOST_PUMPS);
  const texts = pumps.flatMap((pump) => [60, LONGEST_TEXT].flatMap((length) => { const text = pump.repeat(length / pump.length); return [`${text}\u0000`, `\u0000${text}\u0000`]; }));
  const trial = new Script(`{ const pattern = new RegExp(${JSON.stringify(pattern)}, 'u'); for (const text of ${JSON.stringify(texts)}) pattern.test(text); }`);
  try { trial.runInThisContext({ timeout: TRIAL_MS }); } catch { return false; }
  return true;
}
