import { ClientFault } from './client-fault.ts';
import { unreachable } from './house-keys.ts';
import type { Proof, ProviderSignature } from './verify-answer.ts';

/** What is known of an answer whose signatures hold. */
interface Head {
  readonly status: number;
  readonly headers: Headers;
  readonly exchangeId: string;
  /** 0 to 4 (SPN-EXCHANGE §2). */
  readonly assurance: number;
  readonly provider: ProviderSignature;
  /**
   * The receipt of this exchange: a zip that anybody verifies offline. The log takes up an exchange within seconds; until then it is asked for again.
   * @throws {ClientFault} `no-receipt`.
   */
  receipt(): Promise<Uint8Array>;
}

/** A body that is there whole. */
interface Whole {
  readonly bytes: Uint8Array;
  text(): string;
  /** @throws SyntaxError when the body is no JSON. */
  json<T = unknown>(): T;
}

/** An answer whose digest and signatures hold. */
export interface Answer extends Head, Whole {}

/** An answer whose signatures hold and whose body is still coming: what was read of it counts only once `body` ended without an error, since its digest is known then. */
export interface StreamedAnswer extends Head { readonly body: ReadableStream<Uint8Array> }

/** A made-up answer of the sandbox: nothing of it is signed, and nothing was logged. */
export interface SandboxAnswer extends Whole {
  readonly status: number;
  readonly headers: Headers;
  /** What the sandbox says of the request's signature: `ok`, or what is wrong with it, in Thai and English. */
  readonly signature: { readonly ok: boolean; readonly th: string; readonly en: string };
}

/** Milliseconds between asking for a receipt that is not ready, and how often. */
const [PAUSE_MS, TURNS] = [700, 15];

export function readHead(reply: Response, proof: Proof, from: { baseUrl: string; fetch: typeof fetch }): Head {
  const exchangeId = reply.headers.get('exchange-id') ?? '';
  return { status: reply.status, headers: reply.headers, exchangeId, assurance: Number(reply.headers.get('exchange-assurance') ?? 0), provider: proof.provider, receipt: () => fetchReceipt(from, exchangeId, proof.witness) };
}

export function wholeOf(bytes: Uint8Array): Whole {
  const text = () => new TextDecoder().decode(bytes);
  return { bytes, text, json: <T>() => JSON.parse(text()) as T };
}

export function readSandboxAnswer({ status, headers }: Response, bytes: Uint8Array): SandboxAnswer {
  const said = headers.get('exchange-sandbox-signature') ?? '';
  return { status, headers, ...wholeOf(bytes), signature: { ok: said === 'ok', th: decodeURIComponent(headers.get('exchange-sandbox-signature-th') ?? ''), en: said } };
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
