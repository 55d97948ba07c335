import type { Reject } from '@saphan/contracts/reject';

const batchRows = 1000;
const batchBytes = 1_048_576;

/** Rejects on their way to quarantine, bounded in number and bytes. */
export class RejectBatch {
  private rejects: Reject[] = [];
  private bytes = 0;

  get full(): boolean { return this.rejects.length >= batchRows || this.bytes >= batchBytes; }
  get size(): number { return this.rejects.length; }

  add(reject: Reject): void {
    this.rejects.push(reject);
    this.bytes += reject.raw.length;
  }

  take(): Reject[] {
    const taken = this.rejects;
    this.rejects = [];
    this.bytes = 0;
    return taken;
  }
}
