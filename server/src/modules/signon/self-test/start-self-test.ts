import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { moveClient } from '../clients/move.ts';
import { selectClient } from '../clients/read.ts';
import type { FindRegisteredClientRow } from '../clients/registered.sql.gen.ts';
import { problem as clientProblem } from '../errors.ts';
import type { SignonPorts } from '../ports.ts';
import { allCases } from './cases.ts';
import { problem } from './errors.ts';
import { originsOf, playSelfTest, type SelfTestRun } from './run.ts';
import { endSelfTest, findRunningSelfTest, insertSelfTest, insertSelfTestSteps, lockSelfTestsOf } from './self-test.sql.gen.ts';

/** `loginUrl` begins a sign-in, `checkUrl` is a page that only signed-in people see. */
export interface SelfTestAddresses { loginUrl: string; checkUrl: string }

/**
 * Opens a self-test of a service in the sandbox; it is played after this transaction.
 *
 * @throws `signon.client-state`, `signon.self-test-address`, `signon.self-test-under-way`.
 */
export async function startSelfTest(tx: Tx, who: Principal, clientId: string, asked: SelfTestAddresses): Promise<SelfTestRun> {
  const client = await selectClient(tx, who, clientId);
  if (client.state !== 'sandbox' && client.state !== 'tested') throw clientProblem('client-state', { state: client.state, detailTh: 'ทดสอบได้เมื่ออยู่ในแซนด์บ็อกซ์', detailEn: 'Only a service in the sandbox is tested.' });
  assertOwnAddresses(client, asked);
  await lockSelfTestsOf(tx, { client_id: clientId });
  if (await findRunningSelfTest(tx, { client_id: clientId })) throw problem('self-test-under-way');
  const { id } = await insertSelfTest(tx, { client_id: clientId, started_by: who.name, login_url: asked.loginUrl, check_url: asked.checkUrl });
  await insertSelfTestSteps(tx, { id, names: allCases.map(({ name }) => name) });
  await audit(tx, who, 'signon.self-test-started', `client:${clientId}`, { selfTest: id });
  return { id, client, ...asked };
}

/** Plays the test and, when it passed, moves the service to tested; one that was tested and failed is back in the sandbox. Never throws. */
export async function finishSelfTest(ports: SignonPorts, who: Principal, run: SelfTestRun): Promise<void> {
  const passed = await playSelfTest(ports, run).catch((error: unknown) => { ports.log.error({ cause: error, client: run.client.id }, 'a self-test broke off'); return null; });
  await ports.db.tx(async (tx) => {
    await endSelfTest(tx, { id: run.id, passed });
    await audit(tx, who, 'signon.self-test-ended', `client:${run.client.id}`, { selfTest: run.id, passed });
    const { state } = await selectClient(tx, who, run.client.id);
    if (passed === true && state === 'sandbox') await moveClient(tx, who, run.client.id, 'tested');
    if (passed === false && state === 'tested') await moveClient(tx, who, run.client.id, 'sandbox', 'self-test failed');
  }).catch((error: unknown) => ports.log.error({ cause: error, client: run.client.id }, 'a self-test could not be ended'));
}

function assertOwnAddresses(client: FindRegisteredClientRow, asked: SelfTestAddresses): void {
  const origins = originsOf(client);
  for (const each of [asked.loginUrl, asked.checkUrl]) {
    if (!origins.has(URL.parse(each)?.origin ?? '')) throw problem('self-test-address', { detailTh: each.slice(0, 200), detailEn: each.slice(0, 200) });
  }
}
