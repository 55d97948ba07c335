import { parseSignatureInput, type SignatureInput } from '../http-signatures/signature-fields.ts';

/** A signature base (RFC 9421 §2.5) read back: what a signature covers, by the identifier as it stands, e.g. `"content-digest";req`. */
export interface SignatureBase {
  readonly covered: ReadonlyMap<string, string>;
  /** `created`, `keyid`, `tag`, `nonce`, `expires` of `@signature-params`. */
  readonly parameters: ReadonlyMap<string, string>;
}

const LAST = '"@signature-params": ';

/** @returns null when the text is no base: a line that is no component, one that stands twice, or a list of components that differs from the lines. */
export function readSignatureBase(text: string): SignatureBase | null {
  const lines = text.split('\n');
  const last = lines.pop() as string;
  const input = last.startsWith(LAST) ? inputOf(last.slice(LAST.length)) : null;
  if (!input || input.components.length !== lines.length) return null;
  const covered = new Map<string, string>();
  for (const [i, component] of input.components.entries()) {
    const line = lines[i] as string;
    if (!line.startsWith(`${component.text}: `)) return null;
    covered.set(component.text, line.slice(component.text.length + 2));
  }
  return { covered, parameters: new Map([...input.parameters].map(([name, value]) => [name, String(value)])) };
}

function inputOf(text: string): SignatureInput | null {
  try {
    const read = parseSignatureInput(`base=${text}`).get('base');
    return read?.text === text ? read : null;
  } catch {
    return null;
  }
}
