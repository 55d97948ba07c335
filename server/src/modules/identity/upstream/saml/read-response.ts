import type { Log } from '#kernel/log.ts';
import { CLOCK_SKEW_S } from '../client.ts';
import { problem } from '../errors.ts';
import type { SamlUpstream } from '../settings.ts';
import { acsUrl, samlClient, samlLibrary } from './client.ts';
import { assertShape, LARGEST_ANSWER_BYTES, ShapeRefused } from './shape.ts';

/** What a checked answer said, kept on the way that it answers until the browser follows. */
export interface SamlArrival { subject: string; state: string; signedInAt: number }

/** An element as the library reads it out of the signed bytes. */
interface Node { $?: Record<string, string>; _?: string; [child: string]: unknown }

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const LONGEST_SUBJECT = 500;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const childrenOf = (node: Node, name: string): Node[] => Array.isArray(node[name]) ? (node[name] as unknown[]).map((each) => isNode(each) ? each : { _: String(each) }) : [];

/** The only child of this name. */
function childOf(node: Node, name: string): Node {
  const [child, ...others] = childrenOf(node, name);
  if (!child || others.length > 0) throw new ShapeRefused(`not one ${name}`);
  return child;
}

/**
 * Who an answer proves and to which question it is the answer. Only what the assertion's own signature covers is read. Checked are:
 * form and algorithms, signature, issuer, audience, dates, and that it was meant for this address and for a question of ours
 * (SAML profiles §4.1.4.3).
 *
 * @throws `identity.upstream-declined`, `upstream-answer-refused`.
 */
export async function readResponse({ publicUrl, log }: { publicUrl: string; log: Log }, upstream: SamlUpstream, encoded: string): Promise<SamlArrival> {
  try {
    assertShape(decode(encoded));
    const { profile } = await (await samlClient(upstream, publicUrl)).validatePostResponseAsync({ SAMLResponse: encoded });
    const assertion = profile?.getAssertion?.()['Assertion'];
    if (!isNode(assertion)) throw new ShapeRefused('no assertion');
    return arrivalOf(upstream, acsUrl(publicUrl, upstream.id), assertion);
  } catch (error) {
    log.warn({ upstream: upstream.id, error: error instanceof ShapeRefused ? error.message : 'signature, issuer, audience or dates' }, "an upstream provider's answer was refused");
    const { SamlStatusError } = await samlLibrary();
    throw problem(error instanceof SamlStatusError ? 'upstream-declined' : 'upstream-answer-refused', {}, { cause: error });
  }
}

/** The text of an answer: one form of Base64, one encoding. */
function decode(encoded: string): string {
  if (encoded.length > LARGEST_ANSWER_BYTES * 4 / 3 + 4) throw new ShapeRefused('too large');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) throw new ShapeRefused('base64');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function arrivalOf({ settings }: SamlUpstream, recipient: string, assertion: Node): SamlArrival {
  if (childOf(assertion, 'Issuer')._ !== settings.issuer) throw new ShapeRefused('issuer');
  const conditions = childOf(assertion, 'Conditions');
  assertNow(conditions);
  childOf(childOf(conditions, 'AudienceRestriction'), 'Audience');
  const subject = childOf(assertion, 'Subject');
  const confirmation = childOf(subject, 'SubjectConfirmation');
  const data = childOf(confirmation, 'SubjectConfirmationData');
  assertNow(data);
  if (confirmation.$?.['Method'] !== BEARER || data.$?.['Recipient'] !== recipient) throw new ShapeRefused('recipient');
  const signedInAt = Date.parse(childOf(assertion, 'AuthnStatement').$?.['AuthnInstant'] ?? '');
  if (!(signedInAt <= Date.now() + CLOCK_SKEW_S * 1_000)) throw new ShapeRefused('AuthnInstant');
  return { subject: subjectOf(settings, assertion, subject), state: data.$['InResponseTo']?.slice(1) ?? '', signedInAt };
}

/** Dates of an element; an end is required. */
function assertNow({ $ = {} }: Node): void {
  const [from, until] = [$['NotBefore'], $['NotOnOrAfter']];
  const skew = CLOCK_SKEW_S * 1_000;
  if (!(Date.parse(until ?? '') + skew > Date.now())) throw new ShapeRefused('run out');
  if (from !== undefined && !(Date.parse(from) - skew <= Date.now())) throw new ShapeRefused('not yet valid');
}

/** What names the person for ever: the NameID with the names it counts within, or the attribute agreed on. */
function subjectOf({ subjectAttribute }: SamlUpstream['settings'], assertion: Node, subject: Node): string {
  const said = subjectAttribute === null ? nameIdOf(childOf(subject, 'NameID')) : attributeOf(assertion, subjectAttribute);
  if (said === undefined || said.trim() === '' || said.length > LONGEST_SUBJECT) throw new ShapeRefused('subject');
  return said;
}

function nameIdOf({ $ = {}, _ }: Node): string | undefined {
  if ($['Format'] === TRANSIENT) throw new ShapeRefused('transient NameID');
  return _;
}

function attributeOf(assertion: Node, name: string): string | undefined {
  const found = childrenOf(assertion, 'AttributeStatement').flatMap((each) => childrenOf(each, 'Attribute')).filter(({ $ }) => $?.['Name'] === name);
  if (found.length !== 1 || !found[0]) throw new ShapeRefused('not one subject attribute');
  return childOf(found[0], 'AttributeValue')._;
}
