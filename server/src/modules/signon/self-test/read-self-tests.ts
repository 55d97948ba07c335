import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectClient } from '../clients/read.ts';
import type { SignonPorts } from '../ports.ts';
import { allCases } from './cases.ts';
import { problem } from './errors.ts';
import { lyingIssuer } from './provider-that-lies.ts';
import { findSelfTest, listSelfTests as selectSelfTests, listSelfTestSteps, type FindSelfTestRow } from './self-test.sql.gen.ts';

type Head = Omit<FindSelfTestRow, 'client_id'>;

const stateOf = (row: Head): 'running' | 'passed' | 'failed' | 'broken-off' =>
  row.ended_at === null ? (row.broken_off ? 'broken-off' : 'running') : row.passed === null ? 'broken-off' : row.passed ? 'passed' : 'failed';
const headOf = (row: Head) => ({ id: row.id, state: stateOf(row), startedAt: row.started_at, startedBy: row.started_by, endedAt: row.ended_at, loginUrl: row.login_url, checkUrl: row.check_url });

/** The latest twenty self-tests of a service, and the issuer that its sandbox is pointed at for them. */
export async function listSelfTests(tx: Tx, who: Principal, clientId: string, ports: SignonPorts) {
  await selectClient(tx, who, clientId);
  return { issuer: lyingIssuer(ports.publicUrl, clientId), selfTests: (await selectSelfTests(tx, { client_id: clientId })).map(headOf) };
}

/** One self-test with its rows as far as they are played. */
export async function readSelfTest(tx: Tx, who: Principal, clientId: string, id: number) {
  await selectClient(tx, who, clientId);
  const row = await findSelfTest(tx, { id, client_id: clientId });
  if (!row) throw problem('self-test-not-found');
  const steps = new Map((await listSelfTestSteps(tx, { id })).map((step) => [step.name, step]));
  return {
    ...headOf(row),
    rows: allCases.map(({ name, th, en }) => {
      const step = steps.get(name);
      return { case: name, th, en, ok: step?.ok ?? null, ended: Boolean(step?.ended_at), evidenceTh: step?.evidence_th ?? null, evidenceEn: step?.evidence_en ?? null };
    }),
  };
}
