const FORM = /^[a-z0-9][a-z0-9._-]{1,62}(@[a-z0-9.-]{3,190})?$/;

/**
 * A user name as it is stored and looked up: full-width letters and capitals folded, nothing but ASCII left.
 *
 * @returns null when it has another form, e.g. a Cyrillic `а`: nobody can be taken for somebody else.
 */
export function foldUserName(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  return FORM.test(folded) && !/[.@-]$/.test(folded) ? folded : null;
}
