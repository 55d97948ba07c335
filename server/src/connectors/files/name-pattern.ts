import { fileServerProblem } from './problems.ts';

/** Hidden names, and those that programs give to files they have not finished. */
const unfinished = /^[.~]|\.(tmp|part|crdownload|filepart)$/i;
/** What leads out of a folder, ends a line or hides a letter (C0, C1, line and direction marks). */
// oxlint-disable-next-line no-control-regex
const unsafe = /[/\\\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/**
 * Tests names against a pattern: `*` stands for any letters, `?` for one; capitals and small letters are the same. The time it takes grows with
 * the length of the name times that of the pattern, whatever they are.
 */
export function patternTest(pattern: string): (name: string) => boolean {
  const wanted = [...pattern.normalize('NFC').toLowerCase()];
  return (name) => fits([...name.normalize('NFC').toLowerCase()], wanted);
}

/**
 * Tests the names that an outside server lists: finished, visible files that fit the pattern.
 * @throws `connectors.name-refused` for a name that fits and leads to another folder or holds signs that cannot be seen.
 */
export function listedNameTest(pattern: string): (name: string) => boolean {
  const matches = patternTest(pattern);
  return (name) => matches(name) && isSafe(name) && !unfinished.test(name);
}

/** Whether a name is that of a file somebody has not finished or has hidden. */
export function isUnfinished(name: string): boolean {
  return unfinished.test(name);
}

function isSafe(name: string): true {
  if (name === '' || name.length > 255 || unsafe.test(name)) {
    const shown = JSON.stringify(name.slice(0, 100));
    throw fileServerProblem('name-refused', { name: shown, detailTh: `ชื่อ ${shown}`, detailEn: `The name ${shown}.` });
  }
  return true;
}

/** Two places that only move on; after a mismatch the last star takes one letter more. */
function fits(name: readonly string[], pattern: readonly string[]): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let letter = 0; letter < name.length;) {
    if (pattern[at] === '*') { star = at; at += 1; resume = letter; } else if (pattern[at] === '?' || (at < pattern.length && pattern[at] === name[letter])) { at += 1; letter += 1; } else if (star >= 0) { at = star + 1; resume += 1; letter = resume; } else return false;
  }
  return pattern.slice(at).every((each) => each === '*');
}
