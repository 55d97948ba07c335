/** One sentence of evidence, in both languages. */
export interface Note { th: string; en: string }

export function note(th: string, en: string): Note {
  return { th, en };
}
