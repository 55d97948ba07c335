import { describe, expect, it } from 'vitest';
import type { Problem } from '#kernel/problem.ts';
import { ftpProblem } from './ftps/connect.ts';
import { mailError } from './imap/connect.ts';
import { mongoError } from './mongodb/problems.ts';
import { mssqlProblem } from './mssql/mssql-problems.ts';
import { mysqlProblem } from './mysql/mysql-problems.ts';
import { oracleProblem } from './oracle/oracle-problems.ts';
import { postgresProblem } from './postgres/postgres-problems.ts';

const wrapped = (fields: object, cause: Error) => Object.assign(new TypeError(cause.message, { cause }), fields);
/** How each driver hands on an error of the line while it signs in. */
const makes = Object.entries<(error: Error) => unknown>({
  postgres: (error) => postgresProblem(error, false), mysql: (error) => mysqlProblem(Object.assign(error, { code: 'HANDSHAKE_SSL_ERROR', fatal: true }), false), mssql: (error) => mssqlProblem(wrapped({ code: 'ESOCKET' }, error), false),
  oracle: (error) => oracleProblem(error, false), mongodb: (error) => mongoError(wrapped({ name: 'MongoNetworkError' }, error), false), imap: (error) => mailError(error, { host: 'mail', port: 993 }), ftps: (error) => ftpProblem(error, 'tls'),
});

describe.each(makes)('a line to %s', (_make, problemOf) => {
  const retryOf = (code: string, message: string) => (problemOf(Object.assign(new TypeError(message), { code })) as Problem).retry;

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'], ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate'], ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames"],
    ['ERR_SSL_WRONG_VERSION_NUMBER', '0A00010B:SSL routines:tls_validate_record_header:wrong version number'], ['ERR_SSL_UNSUPPORTED_PROTOCOL', '0A000102:SSL routines:state_machine:unsupported protocol'],
  ])('waits for a person after %s', (code, message) => { expect(retryOf(code, message)).toBe('config'); });

  it.each([
    ['ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'], ['ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:1'], ['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', '0A000126:SSL routines::unexpected eof while reading'],
  ])('is tried again after %s', (code, message) => { expect(retryOf(code, message)).toBe('transient'); });
});
