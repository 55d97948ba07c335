/** Why the edge does not do something, in sentences for whoever reads the terminal or the answer. */
export class EdgeProblem extends Error {
  readonly th: string;
  readonly en: string;
  /** Whether nothing but a person can mend it: the edge ends. */
  readonly final: boolean;
  constructor(th: string, en: string, final = false) {
    super(en);
    this.name = 'EdgeProblem';
    this.th = th;
    this.en = en;
    this.final = final;
  }
}

/** The house cannot be reached: no connection, or one that broke. */
export class HubAway extends EdgeProblem {
  /** Whether the request certainly never reached it. */
  readonly unsent: boolean;
  constructor(hub: string, cause: unknown) {
    const { code = '', message = '' } = (cause ?? {}) as { code?: string; message?: string };
    super(`ติดต่อศูนย์ ${hub} ไม่ได้`, `The hub ${hub} cannot be reached (${code || message})`);
    this.name = 'HubAway';
    this.unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
  }
}

/** A call that is not answered, and who says so: a status, a code, and what to do. */
export class Refusal extends EdgeProblem {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, th: string, en: string) {
    super(th, en);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

export const problemBody = ({ status, code, th, en }: Pick<Refusal, 'status' | 'code' | 'th' | 'en'>): Buffer =>
  Buffer.from(JSON.stringify({ type: `urn:saphan:problem:edge.${code}`, title: th, titleTh: th, titleEn: en, status, code: `edge.${code}` }));

export type Say = (th: string, en: string) => void;
