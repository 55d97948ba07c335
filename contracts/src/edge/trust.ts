import { type Static, Type } from 'typebox';

export const TRUST_FORMAT = 'saphan-trust/v1';
/** How long a snapshot holds. */
export const TRUST_HOURS = 24;

const text = Type.String();
const jwk = Type.Record(Type.String(), Type.Unknown());
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()]);
const operation = Type.Object({ operationId: text, method: text, pathTemplate: text });
const condition = Type.Object({ column: text, op: text, value: Type.Optional(Type.Unknown()), values: Type.Optional(Type.Array(Type.Unknown())) });

/** What an edge rests on: parties, keys, services and agreements that concern its system, as the house knew them when it signed this. */
export const TrustDocument = Type.Object({
  format: Type.Literal(TRUST_FORMAT), hub: text, system: text, issuedAt: text, validUntil: text,
  systems: Type.Array(Type.Object({ path: text, state: text, nameTh: text, nameEn: text, direct: Type.Array(text) })),
  keys: Type.Array(Type.Object({ system: text, kid: text, jwk, algorithm: Type.Union([Type.Literal('ed25519'), Type.Literal('ecdsa-p256-sha256'), Type.Literal('rsa-pss-sha512')]), notBefore: text, notAfter: text, revokedAt: nullable(text) })),
  services: Type.Array(Type.Object({ slug: text, system: text, kind: text, state: text, isPersonal: Type.Boolean(), minAssurance: Type.Integer(), timeoutMs: Type.Integer(), limitBytes: Type.Integer(), subjectSelectors: Type.Array(text), operations: Type.Array(operation) })),
  agreements: Type.Array(Type.Object({
    number: text, version: Type.Integer(), state: text, consumer: text, service: text, operations: nullable(Type.Array(text)), fields: nullable(Type.Array(text)),
    rowFilter: nullable(Type.Object({ all: Type.Array(condition) })), purposes: Type.Array(text), needsCase: Type.Boolean(), minAssurance: Type.Integer(), validFrom: text, validTo: text, termsSha256: text,
  })),
  /** Keys of the house, those of earlier answers too: from when each signed, and until when (null: still). A hub of an earlier release says no times. */
  house: Type.Array(Type.Object({ kid: text, jwk, from: Type.Optional(text), until: Type.Optional(nullable(text)) })),
  /** Keys of the log and of the house as a witness (C2SP verifier keys), by which receipts and checkpoints are verified offline, and keys of the log before, with the sizes of the tree that each signed; null before the log was made. */
  ledger: Type.Optional(nullable(Type.Object({ origin: text, log: text, witness: text, earlier: Type.Array(Type.Object({ log: text, fromSize: Type.Integer(), toSize: Type.Integer() })) }))),
});
export type TrustDocument = Static<typeof TrustDocument>;
export type TrustedAgreement = TrustDocument['agreements'][number];
export type TrustedService = TrustDocument['services'][number];

/** The document as the text that was signed, with the house's Ed25519 signature over its bytes; whoever has the key checks it with openssl alone. */
export const TrustEnvelope = Type.Object({ kid: text, jwk, signature: text, document: text });
export type TrustEnvelope = Static<typeof TrustEnvelope>;
