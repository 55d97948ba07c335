import { SaxesParser, type SaxesTagNS } from 'saxes';

/** The largest answer that is looked at. */
export const LARGEST_ANSWER_BYTES = 256 * 1024;
const DEEPEST = 40;
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Algorithms that are taken; SHA-1, HMAC and every other transform are not. */
const ALGORITHMS: Record<string, readonly string[]> = {
  SignatureMethod: ['sha256', 'sha384', 'sha512'].map((hash) => `http://www.w3.org/2001/04/xmldsig-more#rsa-${hash}`),
  DigestMethod: ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'],
  CanonicalizationMethod: [EXCLUSIVE],
  Transform: [`${DSIG}enveloped-signature`, EXCLUSIVE],
};

/** Why an answer's form is refused; the word goes to the log. */
export class ShapeRefused extends TypeError {}

/**
 * Refuses every form of answer that the ordinary one is not, before a signature is looked at: one Response with at most one Assertion
 * right below it, signatures only right below these two, no id twice, no comment, no document type. So there is nothing that one reader
 * could take for the signed part and another for the rest (signature wrapping, Somorovsky et al., USENIX Security 2012).
 *
 * @throws {ShapeRefused}
 */
export function assertShape(xml: string): void {
  const above: string[] = [];
  const ids = new Set<string>();
  const seen = new Set<string>();
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (reason: string) => () => { throw new ShapeRefused(reason); };
  parser.on('error', refuse('not well-formed'));
  parser.on('doctype', refuse('document type'));
  parser.on('comment', refuse('comment'));
  parser.on('cdata', refuse('cdata'));
  parser.on('processinginstruction', refuse('processing instruction'));
  parser.on('opentag', (tag) => {
    const path = [...above, tag.local].join('/');
    assertPlace(tag, path, seen);
    assertAlgorithm(tag);
    for (const { local, value } of Object.values(tag.attributes)) {
      if (local.toLowerCase() !== 'id') continue;
      if (ids.has(value)) throw new ShapeRefused('an id twice');
      ids.add(value);
    }
    if (above.push(tag.local) > DEEPEST) throw new ShapeRefused('too deep');
  });
  parser.on('closetag', () => { above.pop(); });
  parser.write(xml).close();
}

/** Where the elements that count may stand, once each; by local name, because the library looks for that. */
const PLACES: Record<string, { uri: string; paths: readonly string[] }> = {
  Response: { uri: PROTOCOL, paths: ['Response'] },
  Assertion: { uri: ASSERTION, paths: ['Response/Assertion'] },
  Signature: { uri: DSIG, paths: ['Response/Signature', 'Response/Assertion/Signature'] },
};
const NEVER = new Set(['EncryptedAssertion', 'EncryptedID', 'EncryptedAttribute', 'Object', 'Advice']);

function assertPlace({ local, uri }: SaxesTagNS, path: string, seen: Set<string>): void {
  if (!path.startsWith('Response')) throw new ShapeRefused('no response');
  if (NEVER.has(local)) throw new ShapeRefused(local);
  const place = Object.hasOwn(PLACES, local) ? PLACES[local] : undefined;
  if (!place) return;
  if (place.uri !== uri || !place.paths.includes(path) || seen.has(path)) throw new ShapeRefused(`${local} out of place`);
  seen.add(path);
}

function assertAlgorithm({ local, attributes }: SaxesTagNS): void {
  const taken = Object.hasOwn(ALGORITHMS, local) ? ALGORITHMS[local] : undefined;
  if (taken && !taken.includes(attributes['Algorithm']?.value ?? '')) throw new ShapeRefused(`algorithm of ${local}`);
}
