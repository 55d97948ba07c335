import { ClientFault } from './client-fault.ts';
import { unreachable } from './house-keys.ts';
import type { Proof, ProviderSignature } from './verify-answer.ts';

/** An answer whose digest and signatures hold. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly exchangeId: string;
  /** 0 to 4 (SPN-EXCHANGE §2). */
  readonly assurance: number;
  readonly provider: ProviderSignature;
  text(): string;
  /** @throws SyntaxError when the body is no JSON. */
  json<T = unknown>(): T;
  /**
   * The receipt of this exchange: a zip that anybody verifies offline. The log takes up an exchange within seconds; until then it is asked for again.
   * @throws {ClientFault} `no-receipt`.
   */
  receipt(): Promise<Uint8Array>;
}

/** Milliseconds between asking for a receipt that is not ready, and how often. */
const [PAUSE_MS, TURNS] = [700, 15];

export function readAnswer(reply: Response, bytes: Uint8Array, proof: Proof, from: { baseUrl: string; fetch: typeof fetch }): Answer {
  const exchangeId = reply.headers.get('exchange-id') ?? '';
  const text = () => new TextDecoder().decode(bytes);
  return {
    status: reply.status, headers: reply.headers, bytes, exchangeId, assurance: Number(reply.headers.get('exchange-assurance') ?? 0), provider: proof.provider,
    text, json: <T>() => JSON.parse(text()) as T,
    receipt: () => fetchReceipt(from, exchangeId, proof.witness),
  };
}

/** Whoever shows the house's signature of an answer got that answer, and may have its receipt. */
async function fetchReceipt({ baseUrl, fetch }: { baseUrl: string; fetch: typeof globalThis.fetch }, exchangeId: string, witness: string): Promise<Uint8Array> {
  for (let turn = 0; ; turn++) {
    const reply = await fetch(`${baseUrl}/api/v1/exchange/receipts/${exchangeId}`, { headers: { 'exchange-witness': witness }, redirect: 'error' }).catch((cause: unknown) => { throw unreachable(cause); });
    if (reply.ok) return new Uint8Array(await reply.arrayBuffer());
    if (reply.status !== 409 || turn >= TURNS) throw new ClientFault('no-receipt', `ยังไม่ได้ใบรับ (${reply.status})`, `there is no receipt (${reply.status})`);
    await reply.body?.cancel();
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  }
}
