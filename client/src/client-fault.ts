export type ClientFaultCode =
  | 'bad-key' | 'bad-address' | 'bad-header' | 'unreachable' | 'redirected' | 'answer-too-large' | 'answer-not-signed' | 'answer-signature-wrong' | 'answer-digest-wrong' | 'house-key-unknown' | 'no-token' | 'no-receipt';

/** Why this client did not give an answer, in Thai and English. Nothing of an answer that fails its checks is given to the caller. */
export class ClientFault extends Error {
  readonly code: ClientFaultCode;
  readonly th: string;
  readonly en: string;
  /** That not a byte of the call left: there was no connection. */
  readonly notSent: boolean;
  constructor(code: ClientFaultCode, th: string, en: string, options: ErrorOptions & { notSent?: boolean } = {}) {
    super(`${th} · ${en}`, options);
    this.name = 'ClientFault';
    this.code = code;
    this.th = th;
    this.en = en;
    this.notSent = options.notSent ?? false;
  }
}

/** The house, the consumer's own rights, the provider or the network refused: problem+json (RFC 9457), signed by the house. */
export class ExchangeRefused extends Error {
  readonly status: number;
  readonly problem: Readonly<Record<string, any>>;
  /** `consumer`, `hub`, `provider` or `network`. */
  readonly origin: string;
  readonly exchangeId: string | null;
  /** How long the house asks to wait; null when it does not say. */
  readonly retryAfterMs: number | null;
  constructor(status: number, problem: Readonly<Record<string, any>>, origin: string, exchangeId: string | null, retryAfterMs: number | null) {
    super([problem['titleTh'] ?? problem['title'], problem['titleEn'], problem['detail']].filter(Boolean).join(' · ') || `${status}`);
    this.name = 'ExchangeRefused';
    this.status = status;
    this.problem = problem;
    this.origin = origin;
    this.exchangeId = exchangeId;
    this.retryAfterMs = retryAfterMs;
  }

  /** What was refused, for programs: `exchange.purpose-refused`; empty when the problem names none. */
  get code(): string { return String(this.problem['code'] ?? ''); }
  /** What to do next, in Thai and English, where the house says so. */
  get next(): { th: string; en: string } | null { const { nextTh: th, nextEn: en } = this.problem; return th || en ? { th: String(th ?? en), en: String(en ?? th) } : null; }
}
