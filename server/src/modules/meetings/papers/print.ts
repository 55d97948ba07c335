import { createHash } from 'node:crypto';
import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Database } from '#kernel/db.ts';
import type { PaperFormat } from '#kernel/papers/paper.ts';
import { printPaper } from '#kernel/papers/press.ts';
import type { Actor } from '#kernel/policy.ts';
import { meetingProblem } from '../errors.ts';
import { insertPrinting } from '../operations/say.sql.gen.ts';
import { listPrintings } from '../reads/meetings.sql.gen.ts';
import { viewPrinting } from '../reads/meetings.ts';
import type { NewPrinting, Printing } from '../schemas.ts';
import { readPackFacts } from './facts.ts';
import { paperOf } from './pack.ts';

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Prints a paper of a meeting and records which: day, moment and hashes. The press works outside any transaction. @throws `meetings.meeting-not-found`, `plans.as-of-in-future`. */
export async function printMeetingPaper(db: Database, actor: Actor, id: number, { part, format, asOf }: Static<typeof NewPrinting>, now: Date): Promise<Printing> {
  const paper = await db.read(async (tx) => { const facts = await readPackFacts(tx, id, asOf ?? null, now); return { ...paperOf(facts, part), asOf: facts.asOf }; });
  const { asOf: day, ...drawn } = paper;
  const hashes = { figuresSha256: sha256(JSON.stringify(drawn.figures)), fileSha256: sha256(await printPaper(drawn, format)) };
  return db.tx(async (tx) => {
    const made = await insertPrinting(tx, { meeting_id: id, part, format, as_of: day, figures_sha256: hashes.figuresSha256, file_sha256: hashes.fileSha256, actor: actor.name, now: now.toISOString() });
    await audit(tx, actor, 'meetings.paper-printed', `meeting:${id}`, { printing: made.id, part, format, asOf: day, ...hashes });
    return { id: made.id, part, format, asOf: day, ...hashes, by: actor.name, at: now.toISOString() };
  });
}

/** The file of a recorded printing, drawn again from its day and moment. @throws `meetings.printing-not-found`. */
export async function downloadPrinting(db: Database, id: number, printing: number): Promise<{ bytes: Buffer; format: PaperFormat; name: string; figuresSha256: string }> {
  const { paper, view } = await db.read(async (tx) => {
    const [row] = await listPrintings(tx, { meeting_id: id, id: printing });
    if (!row) throw meetingProblem('printing-not-found', { id: printing });
    const found = viewPrinting(row);
    return { view: found, paper: paperOf(await readPackFacts(tx, id, found.asOf, new Date(found.at)), found.part) };
  });
  return { bytes: await printPaper(paper, view.format), format: view.format, name: `meeting-${id}-${view.part}-${view.asOf}`, figuresSha256: sha256(JSON.stringify(paper.figures)) };
}
