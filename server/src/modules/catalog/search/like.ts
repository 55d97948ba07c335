const escape = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** A LIKE pattern for what begins with a text. */
export const likePrefix = (text: string): string => `${escape(text)}%`;

/** A pattern with `*` and `?` as LIKE writes it. */
export function likeOf(pattern: string): string {
  return pattern.replace(/\\([*?\\])|\*|\?|[%_\\]/g, (found, literal: string | undefined) => {
    if (literal !== undefined) return escape(literal);
    return found === '*' ? '%' : found === '?' ? '_' : `\\${found}`;
  });
}
