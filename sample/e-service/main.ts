// Runs the sample e-service: SAPHAN_ISSUER=… SAPHAN_CLIENT_ID=… SAPHAN_CLIENT_SECRET=… node sample/e-service/main.ts
import { buildEService } from './service.ts';

const { SAPHAN_ISSUER: issuer, SAPHAN_CLIENT_ID: clientId, SAPHAN_CLIENT_SECRET: clientSecret, SAPHAN_TEST_ISSUER: testIssuer, PORT: port = '9000' } = process.env;
const baseUrl = process.env['BASE_URL'] ?? `http://localhost:${port}`;

if (!issuer || !clientId || !clientSecret) {
  process.stderr.write('ต้องกำหนด SAPHAN_ISSUER SAPHAN_CLIENT_ID SAPHAN_CLIENT_SECRET · Set SAPHAN_ISSUER, SAPHAN_CLIENT_ID and SAPHAN_CLIENT_SECRET (docs/guides/joining.md).\n');
  process.exitCode = 2;
} else {
  buildEService({ issuer, clientId, clientSecret, baseUrl, ...(testIssuer && { testIssuer }) })
    .listen(Number(port), 'localhost', () => { process.stdout.write(`ศูนย์บริการเกษตรพิรุณราช · Phirunrat agriculture service centre: ${baseUrl}\n`); });
}
