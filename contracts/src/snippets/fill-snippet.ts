/** Programs by which services are called, in the order in which they are offered. */
export const snippetIds = ['cli', 'curl', 'typescript', 'python', 'java'] as const;
export type SnippetId = (typeof snippetIds)[number];

/** How the system proves itself: it signs each call with its key, or sends a token that is bound to the key (private_key_jwt, DPoP). */
export const snippetWays = ['key', 'token'] as const;
export type SnippetWay = (typeof snippetWays)[number];

/** What stands in a snippet for one call. */
export interface SnippetValues {
  readonly baseUrl: string;
  /** The system's own client of the sign-on, for the way by token. */
  readonly clientId: string;
  readonly system: string;
  readonly agreement: string;
  readonly purpose: string;
  /** Empty: none. */
  readonly caseRef: string;
  readonly keyFile: string;
  readonly kid: string;
  readonly service: string;
  /** Path and query below the service. */
  readonly path: string;
  readonly method: string;
  /** Empty: none. */
  readonly body: string;
  /** Citizen id of the person that the call is about; empty: none. */
  readonly subject: string;
}

const QUOTES: Readonly<Record<SnippetId, (text: string) => string>> = {
  cli: quoteForShell, curl: quoteForShell, typescript: JSON.stringify, python: JSON.stringify, java: JSON.stringify,
};

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Puts the values of one call into a snippet, each quoted as its language wants. */
export function fillSnippet(id: SnippetId, text: string, values: SnippetValues): string {
  const named: Readonly<Record<string, string>> = {
    BASE_URL: values.baseUrl, CLIENT_ID: values.clientId, SYSTEM: values.system, AGREEMENT: values.agreement, PURPOSE: values.purpose, CASE: values.caseRef, KEY_FILE: values.keyFile, KID: values.kid,
    SERVICE: values.service, PATH: values.path, TARGET: `/x/${values.service}${values.path}`, METHOD: values.method, BODY: values.body, SUBJECT: values.subject,
  };
  return text.replaceAll(/\{\{([A-Z_]+)\}\}/g, (whole, name: string) => named[name] === undefined ? whole : QUOTES[id](named[name]));
}
