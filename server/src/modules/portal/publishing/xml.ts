/** Characters that XML 1.0 has no place for, escaped or not. */
// oxlint-disable-next-line no-control-regex
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is text in XML and in HTML, between tags and in attributes alike. */
export const escapeMarkup = (text: string): string => text.replace(NO_XML, '').replace(/[&<>"']/g, (character) => ENTITIES[character] as string);

/** A piece of markup that was made by {@link markup}: what is inside is not escaped again. */
export class Markup {
  readonly text: string;
  constructor(text: string) { this.text = text; }
}

/** Markup from a template: what is filled in is text, except pieces that were made the same way, and lists of them. */
export function markup(parts: TemplateStringsArray, ...filled: (string | number | Markup | readonly Markup[])[]): Markup {
  return new Markup(parts.reduce((text, part, at) => text + part + (at < filled.length ? write(filled[at] as string) : ''), ''));
}

function write(value: string | number | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.text;
  return Array.isArray(value) ? (value as readonly Markup[]).map((each) => each.text).join('') : escapeMarkup(String(value));
}
