import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectEvidence, HandedIn } from '@saphan/contracts/edge/messages';
import { replaceFile } from '../../replace-file.ts';
import type { HubClient } from '../hub/hub-client.ts';
import type { Say } from '../edge-problem.ts';
import { orNoRoom } from '../receipts/room.ts';
import type { Receipt } from '../receipts/receipt.ts';

const BATCH = 50;

/** Evidence of direct exchanges on its way to the hub: a file each, until the hub has it. What the hub refuses stays, with the reason. */
export class DirectPost {
  readonly #dir: string;
  constructor(stateDir: string) {
    this.#dir = join(stateDir, 'evidence');
    mkdirSync(join(this.#dir, 'refused'), { recursive: true, mode: 0o700 });
  }

  /** @throws {Refusal} `receipts-full`. */
  keep({ id, request, response }: Receipt): void {
    if (!request || !response) return;
    const evidence: DirectEvidence = { id, requestBase: request.base, requestSignature: request.signature, responseBase: response.base, responseSignature: response.signature };
    orNoRoom(() => replaceFile(join(this.#dir, `${id}.json`), `${JSON.stringify(evidence)}\n`, 0o600));
  }

  waiting(): string[] { return readdirSync(this.#dir).filter((name) => /^[0-9a-f-]{36}\.json$/.test(name)).sort(); }

  /** Hands in what waits. @throws {HubAway} and {Refusal} as the hub does. */
  async handIn(hub: HubClient, say: Say): Promise<void> {
    for (let files = this.waiting(); files.length > 0; files = this.waiting()) {
      const items = files.slice(0, BATCH).map((name) => JSON.parse(readFileSync(join(this.#dir, name), 'utf8')) as DirectEvidence);
      const answer = await hub.ask('POST', '/edge/evidence', { body: Buffer.from(JSON.stringify({ items })) });
      const { taken, refused } = JSON.parse(answer.body.toString('utf8')) as HandedIn;
      for (const id of taken) rmSync(join(this.#dir, `${id}.json`), { force: true });
      for (const { id, th, en } of refused) {
        renameSync(join(this.#dir, `${id}.json`), join(this.#dir, 'refused', `${id}.json`));
        say(`✗ ศูนย์ไม่รับหลักฐาน ${id}: ${th} (เก็บไว้ใน evidence/refused)`, `  The hub refused the evidence ${id}: ${en} (kept in evidence/refused)`);
      }
      if (taken.length + refused.length === 0) return;
      if (taken.length > 0) say(`✓ ส่งหลักฐานการแลกเปลี่ยนโดยตรง ${taken.length} รายการให้ศูนย์แล้ว`, `  Handed in the evidence of ${taken.length} direct exchange(s)`);
    }
  }
}
