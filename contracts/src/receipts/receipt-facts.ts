import type { AllSigned, ReceiptFiles, SignerName } from './checks.ts';
import type { ExchangeEntry } from './exchange-entry.ts';
import { textOf } from './text.ts';

/** What a receipt is about, as its signatures say. */
export interface ReceiptFacts {
  readonly exchangeId: string;
  readonly at: string;
  readonly assurance: number;
  readonly status: number;
  readonly client: string | null;
  readonly method: string | null;
  readonly targetUri: string | null;
  readonly purpose: string | null;
  readonly caseRef: string | null;
  readonly agreement: string | null;
  readonly hasProviderSignature: boolean;
  readonly log: string | null;
  /** `kid` of each key that signed. */
  readonly keys: readonly { readonly signer: SignerName; readonly kid: string }[];
}

export function factsOf(signed: AllSigned, entry: ExchangeEntry, files: ReceiptFiles): ReceiptFacts {
  const { request, gateway } = signed;
  const asked = (name: string) => request?.base.covered.get(name) ?? gateway?.base.covered.get(`${name};req`) ?? null;
  return {
    exchangeId: entry.id, at: entry.at, assurance: entry.assurance, status: entry.status,
    client: asked('"exchange-client"'), method: asked('"@method"'), targetUri: asked('"@target-uri"'), purpose: asked('"exchange-purpose"'), caseRef: asked('"exchange-case"'),
    agreement: entry.agreement && `${entry.agreement.number}/${entry.agreement.version}`, hasProviderSignature: signed.response !== undefined,
    log: textOf(files.get('checkpoint.txt'))?.split('\n')[0] ?? null,
    keys: Object.values(signed).map((each) => ({ signer: each.name, kid: each.base.parameters.get('keyid') ?? '' })),
  };
}
