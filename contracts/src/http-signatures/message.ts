import { SignatureFault } from './fault.ts';

/** Header occurrences by lower-case name, in the order in which they came, with outer spaces and tabs taken off. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** A request as it was sent: the target is the raw text of the request line (`/x/slug/a?b=c`), never a URL that was parsed. */
export interface RequestMessage { method: string; scheme: 'http' | 'https'; authority: string; target: string; fields: Fields }

/** An answer and the request it answers. */
export interface ResponseMessage { status: number; fields: Fields; request?: RequestMessage }

export type Message = RequestMessage | ResponseMessage;

export const isResponse = (message: Message): message is ResponseMessage => 'status' in message;

/** Reads names and values that stand one after the other, as Node's `rawHeaders` does. */
export function fieldsOf(raw: readonly string[]): Fields {
  const fields = new Map<string, string[]>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    const value = trimField(raw[at + 1] as string);
    const seen = fields.get(name);
    if (seen) seen.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** Reads an object of headers, as those who make a message have it. */
export const fieldsFrom = (headers: Readonly<Record<string, string>>): Fields => fieldsOf(Object.entries(headers).flat());

/**
 * The one value of a header that may stand once only.
 * @returns undefined when it was not sent. @throws {SignatureFault} `field-twice`.
 */
export function singleField(fields: Fields, name: string): string | undefined {
  const values = fields.get(name);
  if (values !== undefined && values.length > 1) throw new SignatureFault('field-twice', name);
  return values?.[0];
}

/** `https://data.example.go.th/x/slug/a?b=c`: what `@target-uri` says. */
export const targetUri = ({ scheme, authority, target }: RequestMessage): string => `${scheme}://${authority}${target}`;

const trimField = (value: string): string => {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first === 32 || first === 9 || last === 32 || last === 9 ? value.replace(/^[ \t]+|[ \t]+$/g, '') : value;
};
