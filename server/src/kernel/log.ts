import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured JSON log on standard error; secrets never reach a line. `process` names web, worker or command. */
export function openLog(process: string, level: string): Log {
  return pino({
    level,
    base: { process },
    // Errors hold nothing enumerable: without this a cause is written as {}.
    serializers: { cause: pino.stdSerializers.err },
    timestamp: () => `,"at":"${new Date().toISOString()}"`,
    redact: { paths: ['password', '*.password', 'secret', '*.secret', 'authorization', '*.authorization', 'databaseUrl', '*.databaseUrl'], censor: '[hidden]' },
  }, pino.destination({ dest: 2, sync: true }));
}
