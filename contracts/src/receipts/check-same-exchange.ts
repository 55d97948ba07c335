import { toBase64 } from '../transparency/bytes.ts';
import { failed, passed, type AllSigned, type Check, type Signed } from './checks.ts';
import type { ExchangeEntry } from './exchange-entry.ts';

/** A line of a base and what it must say; undefined: must not stand there. */
type Expected = readonly [each: Signed, component: string, value: string | undefined];

/** Seconds that clocks and a slow answer may put between signing and writing down. */
const MOST_SECONDS_APART = 600;

/** Answer and witness speak of this request and no other, and the entry of what the witness signed. */
export function checkSameExchange(signed: AllSigned, entry: ExchangeEntry): Check {
  if (!signed.gateway) return failed('same-exchange', 'gateway.sigbase');
  const expected = [...ofEntry(signed, signed.gateway, entry), ...ofRequest(signed), ...ofAnswer(signed, signed.gateway, entry)];
  const wrong = expected.find(([each, name, value]) => each.base.covered.get(name) !== value) ?? madeAtAnotherTime(signed, entry);
  return wrong === null ? passed('same-exchange', entry.id) : failed('same-exchange', `${wrong[0].name}.sigbase ${wrong[1]}`);
}

function ofEntry({ request }: AllSigned, gateway: Signed, entry: ExchangeEntry): Expected[] {
  const said: Expected[] = [[gateway, '"@status"', String(entry.status)], [gateway, '"exchange-id"', entry.id]];
  if (!request) return said;
  if (entry.agreement) said.push([request, '"exchange-agreement"', entry.agreement.number]);
  // A call that was refused early has neither agreement nor stream in its entry.
  if (entry.stream) said.push([request, '"exchange-seq"', `${entry.stream.id};n=${entry.stream.number}`]);
  return said;
}

/** Whoever answers covers the signature of the request, and what it asked for. */
function ofRequest({ request, response, gateway }: AllSigned): Expected[] {
  if (!request) return [];
  return [response, gateway].flatMap((answer) => answer === undefined ? [] : [
    [answer, '"signature";req;key="sig1"', `:${toBase64(request.signature)}:`] as const,
    ...['"@method"', '"@target-uri"', '"content-digest"'].map((name) => [answer, `${name};req`, request.base.covered.get(name)] as const),
  ]);
}

function ofAnswer({ response }: AllSigned, gateway: Signed, entry: ExchangeEntry): Expected[] {
  if (!response) return [[gateway, '"signature";key="rsp"', undefined]];
  return [
    [gateway, '"signature";key="rsp"', `:${toBase64(response.signature)}:`], [response, '"exchange-id"', entry.id],
    ...['"@status"', '"content-digest"'].map((name) => [response, name, gateway.base.covered.get(name)] as const),
  ];
}

function madeAtAnotherTime({ request, gateway }: AllSigned, entry: ExchangeEntry): readonly [Signed, string] | null {
  const at = Date.parse(entry.at) / 1000;
  const late = [gateway, request].find((each) => each && !(Math.abs(Number(each.base.parameters.get('created')) - at) <= MOST_SECONDS_APART));
  return late ? [late, 'created'] : null;
}
