import { SaxesParser } from 'saxes';

/** An element with what stands in it; names come without namespace prefixes. */
export interface GmlElement { name: string; attributes: Record<string, string>; children: GmlElement[]; text: string }

const deepest = 100;

/**
 * Reads XML and gives each element for which `isWanted` is true, whole, once it is closed; of the others only their opening is told.
 * @throws Error on what is no well-formed XML, on a document type and on depth without end.
 */
export function readElements(xml: string, reading: { open(name: string, attributes: Record<string, string>, parents: readonly string[]): boolean; take(element: GmlElement): void }): void {
  const parser = new SaxesParser({ xmlns: false });
  const parents: string[] = [];
  const held: GmlElement[] = [];
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw new SyntaxError('document type'); });
  parser.on('opentag', ({ name, attributes }) => {
    if (parents.length > deepest) throw new SyntaxError('deeper than 100');
    const element: GmlElement = { name: localName(name), attributes: withLocalNames(attributes as Record<string, string>), children: [], text: '' };
    if (held.length > 0 || reading.open(element.name, element.attributes, parents)) {
      held.at(-1)?.children.push(element);
      held.push(element);
    }
    parents.push(element.name);
  });
  const addText = (text: string) => { const last = held.at(-1); if (last) last.text += text; };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    parents.pop();
    const element = held.pop();
    if (element && held.length === 0) reading.take(element);
  });
  parser.write(xml).close();
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
const withLocalNames = (attributes: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
