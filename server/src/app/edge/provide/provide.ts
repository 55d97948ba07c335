import { contentDigest } from '@saphan/contracts/http-signatures/content-digest';
import { fieldsFrom, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { isSigned } from '@saphan/contracts/http-signatures/profile';
import { signResponse } from '@saphan/contracts/http-signatures/sign';
import { sha256Base64 } from '#kernel/message-keys.ts';
import type { Edge } from '../edge.ts';
import { problemBody, Refusal } from '../edge-problem.ts';
import type { Receipt, Signed } from '../receipts/receipt.ts';
import { headersOf } from '../subject-headers.ts';
import { checkCall, messageOf, type CheckedCall, type IncomingCall } from './check-call.ts';
import type { LocalAnswer, LocalCall } from './local-call.ts';
import { answerFromSql } from './local-sql.ts';
import { answerFromUrl } from './local-url.ts';

export interface ProvidedAnswer { status: number; headers: [string, string][]; body: Buffer; /** Null when nothing was signed: the clock is off, or the request cannot be tied to. */ receipt: Receipt | null }

/** Answers a call: verified, asked of the agency's own program or database, signed, and kept as a receipt before it leaves. */
export async function provide(edge: Edge, call: IncomingCall): Promise<ProvidedAnswer> {
  try {
    edge.hub.assertClock();
    edge.receipts.assertRoom();
    if (edge.trust.standing() === 'over' || edge.trust.standing() === 'none') throw new Refusal(503, 'trust-over', 'ภาพความเชื่อถือของศูนย์หมดอายุและพ้นระยะผ่อนผันแล้ว: รอจนติดต่อศูนย์ได้', 'The hub’s trust snapshot is over and so is the grace: wait until the hub is back');
  } catch (error) {
    // Whatever is wrong with this edge itself, it signs nothing.
    if (!(error instanceof Refusal)) throw error;
    return { ...plainRefusal(error), receipt: null };
  }
  let checked: CheckedCall | null = null;
  let answer: LocalAnswer;
  try {
    checked = checkCall(checksOf(edge), call);
    answer = await answerLocally(edge, call, checked);
    if (answer.body.length > checked.service.limitBytes) throw new Refusal(502, 'answer-too-large', `คำตอบใหญ่เกิน ${checked.service.limitBytes} ไบต์ที่บริการกำหนด`, `The answer is larger than the ${checked.service.limitBytes} bytes of the service`);
  } catch (error) {
    answer = refusalAnswer(edge, error);
  }
  try {
    return await sign(edge, call, checked, answer);
  } catch (error) {
    // The disk filled meanwhile: without a receipt nothing that was signed leaves.
    if (!(error instanceof Refusal)) throw error;
    edge.say(`✗ ${error.th}`, `  ${error.en}`);
    return { ...plainRefusal(error), receipt: null };
  }
}

const checksOf = ({ config, trust, nonces, now }: Edge) => ({ hub: config.hub, system: config.system, trust, nonces, now, acceptsUnsigned: (slug: string) => config.services[slug]?.acceptUnsigned === true });

async function answerLocally({ config, databases }: Edge, call: IncomingCall, checked: CheckedCall): Promise<LocalAnswer> {
  const { service, agreement, operationId, path, rest, client, purpose, message } = checked;
  const mapped = config.services[service.slug];
  if (!mapped) throw new Refusal(404, 'service-not-mapped', `ปลายทางนี้ไม่ได้ผูกบริการ ${service.slug} ไว้`, `This edge maps no service ${service.slug}`);
  const local: LocalCall = {
    id: call.id, slug: service.slug, operationId, method: call.method, rest, path, query: new URLSearchParams(call.target.split('?')[1] ?? ''), body: call.body, header: (name) => message.fields.get(name)?.[0],
    subjectHeaders: headersOf(service.subjectSelectors), client, agreement, purpose, timeoutMs: Math.max(1000, service.timeoutMs - 500), limitBytes: service.limitBytes,
  };
  if (mapped.sql) return answerFromSql(databases, mapped.sql, local);
  // What the agreement leaves out must be left out here: nobody behind this edge would do it.
  if ((agreement?.fields || agreement?.rowFilter) && !mapped.appliesGrant) {
    throw new Refusal(503, 'grant-not-applied', 'ข้อตกลงจำกัดข้อมูล แต่โปรแกรมของหน่วยงานไม่ได้ยืนยันว่าทำตาม (appliesGrant)', 'The agreement limits fields or rows, and the agency’s program does not say that it heeds them (appliesGrant)');
  }
  return answerFromUrl(mapped.url as string, local);
}

function refusalAnswer({ say }: Edge, error: unknown): LocalAnswer {
  if (!(error instanceof Refusal)) say(`✗ ${(error as Error).message}`, `  ${(error as Error).message}`);
  const refusal = error instanceof Refusal ? error : new Refusal(500, 'failed', 'ปลายทางของหน่วยงานขัดข้อง', 'The agency’s edge failed');
  const consumer = refusal.status < 500 && refusal.code !== 'not-found';
  return { status: refusal.status, type: 'application/problem+json', body: problemBody(refusal), headers: [['exchange-error-origin', consumer ? 'consumer' : 'provider']] };
}

const plainRefusal = (error: Refusal) => ({ status: error.status, headers: [['content-type', 'application/problem+json'], ['exchange-error-origin', 'provider']] as [string, string][], body: problemBody(error) });

async function sign(edge: Edge, call: IncomingCall, checked: CheckedCall | null, { status, type, body, headers }: LocalAnswer): Promise<ProvidedAnswer> {
  const request: RequestMessage = checked?.message ?? messageOf(edge.config.hub, call);
  const said: [string, string][] = [...headers, ...(type === null ? [] : [['content-type', type] as [string, string]]), ['content-digest', contentDigest(sha256Base64(body))], ['exchange-id', call.id]];
  try {
    const made = signResponse({ status, fields: fieldsFrom(Object.fromEntries(said)), request }, 'rsp', { created: Math.floor(edge.now().getTime() / 1000), keyid: edge.key.kid }, edge.key.sign);
    const response: Signed = { kid: edge.key.kid, base: made.base, signature: made.signature };
    const receipt = receiptOf(call, checked, status, response);
    edge.receipts.keepKey(edge.key.kid, edge.key);
    keepConsumerKey(edge, checked);
    await edge.receipts.append(receipt);
    return { status, headers: [...said, ['signature-input', made.inputField], ['signature', made.signatureField]], body, receipt };
  } catch (error) {
    // A request that cannot be tied to (its own signature is no signature) gets an answer that is not signed.
    if (checked || !isSigned(request.fields)) throw error;
    return { status, headers: said, body, receipt: null };
  }
}

function keepConsumerKey({ trust, receipts }: Edge, checked: CheckedCall | null): void {
  const kid = checked?.signature?.keyid;
  const found = trust.document?.keys.find((each) => each.kid === kid);
  if (found) receipts.keepKey(found.kid, { algorithm: found.algorithm, jwk: found.jwk });
}

function receiptOf(call: IncomingCall, checked: CheckedCall | null, status: number, response: Signed): Receipt {
  const request = checked?.signature ? { kid: checked.signature.keyid, base: checked.signature.base, signature: checked.signature.signature } : null;
  return {
    id: call.id, role: 'provider', via: call.via, service: checked?.service.slug ?? call.target.split(/[/?]/)[2] ?? '', client: checked?.client ?? call.headers.find(([name]) => name === 'exchange-client')?.[1] ?? '',
    agreement: checked?.agreement?.number ?? null, purpose: checked?.purpose ?? null, status, request, response, gateway: null,
  };
}
