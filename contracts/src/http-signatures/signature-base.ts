import { parseDictionary, parseItem, parseList, serializeDictionary, serializeInnerList, serializeItem, serializeList } from 'structured-headers';
import { SignatureFault } from './fault.ts';
import { isResponse, targetUri, type Fields, type Message, type RequestMessage } from './message.ts';
import { parseSignature, type Component, type SignatureInput } from './signature-fields.ts';

const ASCII = /^[\x20-\x7e\t]*$/;
const TOKEN = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

/**
 * The text that is signed (RFC 9421 §2.5), made from the message as it was sent.
 * @throws {SignatureFault} `component-missing`, `component-unknown`, `component-parameters`, `not-ascii`.
 */
export function signatureBase(message: Message, { components, text }: Pick<SignatureInput, 'components' | 'text'>): string {
  let base = '';
  for (const each of components) base += `${each.text}: ${componentValue(message, each)}\n`;
  return `${base}"@signature-params": ${text}`;
}

/** What one component says of a message. */
export function componentValue(message: Message, component: Component): string {
  const { name, parameters } = component;
  const value = parameters.size === 0 ? plainValue(message, name, component) : parameterisedValue(message, component);
  if (!ASCII.test(value)) throw new SignatureFault('not-ascii', component.text);
  return value;
}

function plainValue(message: Message, name: string, component: Component): string {
  if (name.charCodeAt(0) === 64) return derivedValue(message, component);
  const values = message.fields.get(name);
  if (values === undefined) throw new SignatureFault(TOKEN.test(name) ? 'component-missing' : 'component-unknown', component.text);
  return values.length === 1 ? values[0] as string : values.join(', ');
}

function parameterisedValue(message: Message, component: Component): string {
  const { name, text } = component;
  const parameters = new Map(component.parameters);
  let subject = message;
  if (parameters.delete('req')) {
    if (!isResponse(message) || message.request === undefined) throw new SignatureFault('component-parameters', text);
    subject = message.request;
  }
  if (parameters.size === 0) return plainValue(subject, name, component);
  if (name === '@query-param' && parameters.size === 1 && !isResponse(subject)) return queryParameter(subject, String(parameters.get('name') ?? ''), text);
  if (parameters.size !== 1 || name.startsWith('@')) throw new SignatureFault('component-parameters', text);
  const values = subject.fields.get(name);
  if (values === undefined) throw new SignatureFault('component-missing', text);
  const [[kind, value] = ['', '']] = parameters;
  if (kind === 'bs' && value === true) return values.map((each) => `:${btoa(each)}:`).join(', ');
  if (kind === 'key' && typeof value === 'string') return memberValue(subject.fields, name, value, text);
  if (kind === 'sf' && value === true) return strictly(text, () => reserialised(values.join(', ')));
  throw new SignatureFault('component-parameters', text);
}

function derivedValue(message: Message, { name, parameters, text }: Component): string {
  if (isResponse(message)) {
    if (name === '@status' && !parameters.has('req')) return String(message.status);
    throw new SignatureFault('component-unknown', text);
  }
  const question = message.target.indexOf('?');
  if (name === '@method') return message.method;
  if (name === '@target-uri') return targetUri(message);
  if (name === '@authority') return message.authority.toLowerCase();
  if (name === '@scheme') return message.scheme;
  if (name === '@request-target') return message.target;
  if (name === '@path') return question === -1 ? message.target : message.target.slice(0, question);
  if (name === '@query') return question === -1 ? '?' : message.target.slice(question);
  throw new SignatureFault('component-unknown', text);
}

/** RFC 9421 §2.2.8: the one value of that name, encoded anew; a name that stands twice names nothing. */
function queryParameter({ target }: RequestMessage, name: string, text: string): string {
  const question = target.indexOf('?');
  const values = new URLSearchParams(question === -1 ? '' : target.slice(question + 1)).getAll(decodeURIComponent(name));
  if (values.length !== 1) throw new SignatureFault('component-missing', text);
  return encodeURIComponent(values[0] as string).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}

function memberValue(fields: Fields, name: string, key: string, text: string): string {
  const value = (fields.get(name) ?? []).join(', ');
  if (name === 'signature') {
    const base64 = parseSignature(value).get(key);
    if (base64 === undefined) throw new SignatureFault('component-missing', text);
    return `:${base64}:`;
  }
  const member = strictly(text, () => parseDictionary(value).get(key));
  if (member === undefined) throw new SignatureFault('component-missing', text);
  return Array.isArray(member[0]) ? serializeInnerList(member as never) : serializeItem(member as never);
}

/** Without a list of which header is of which kind: what reads as a dictionary is one, else a list, else an item. */
function reserialised(value: string): string {
  try { return serializeDictionary(parseDictionary(value)); } catch { /* not a dictionary */ }
  try { return serializeList(parseList(value)); } catch { return serializeItem(parseItem(value)); }
}

function strictly<T>(text: string, work: () => T): T {
  try {
    return work();
  } catch {
    throw new SignatureFault('malformed', text);
  }
}
