import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Names whose values never reach a line, on two levels. `code` stays: there it is the name of a problem or of an SQLSTATE; a sign-in code is never logged. */
const HIDDEN = [
  'password', 'secret', 'authorization', 'databaseUrl', 'cookie', 'set-cookie', 'token', 'access_token', 'client_secret', 'refresh_token', 'id_token', 'id_token_hint',
  'logout_token', 'code_verifier', 'user_code', 'device_code', 'pid',
];

/** Structured JSON log on standard error; secrets never reach a line. `process` names web, worker or command. */
export function openLog(process: string, level: string): Log {
  return pino({
    level,
    base: { process },
    // Errors hold nothing enumerable: without this a cause is written as {}.
    serializers: { cause: pino.stdSerializers.err },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: HIDDEN.flatMap((name) => name.includes('-') ? [`["${name}"]`, `*["${name}"]`] : [name, `*.${name}`]), censor: '[hidden]' },
  }, pino.destination({ dest: 2, sync: true }));
}
