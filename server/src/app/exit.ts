/** Exit codes of `saphan`; 20–29 belong to the launcher bin/saphan. Scripts may rely on them. */
export const exitCodes = {
  failed: 1,
  usage: 2,
  /** A worker that was drained, for its supervisor: start no other until somebody says so. */
  drained: 6,
  'sign-in-needed': 7,
  'no-server': 8,
  'wrong-node': 10,
  'port-taken': 11,
  'data-not-writable': 12,
  'disk-full': 13,
  'already-running': 14,
  'postgres-failed': 15,
  'bad-setting': 16,
  'page-not-built': 17,
  'database-needed': 18,
  'child-failed': 19,
} as const;

export type StartCode = Exclude<keyof typeof exitCodes, 'drained'>;

/** Why Saphan does not start: one sentence in Thai, one in English, and for some a few lines of evidence. */
export class StartProblem extends Error {
  readonly code: StartCode;
  readonly th: string;
  readonly en: string;
  readonly evidence: string;

  constructor(code: StartCode, th: string, en: string, evidence = '') {
    super(en);
    this.name = 'StartProblem';
    this.code = code;
    this.th = th;
    this.en = en;
    this.evidence = evidence;
  }
}
