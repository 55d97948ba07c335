import type { Database, Tx } from '#kernel/db.ts';
import { announce } from '#kernel/outbox.ts';
import { problemDocument } from '#kernel/problem.ts';
import { asProblem } from '#kernel/http-problems.ts';
import { linkageProblem } from '../errors.ts';
import type { GateResult } from '../pipeline/gates.ts';
import type { RejectCount } from '../pipeline/quarantine.ts';
import { emptyProgress, stepWords, waitingSteps, type ActiveState, type Progress, type Step, type StepName } from './state.ts';
import { beatRun, insertLog, moveRun, putOffRun, tellRunMoved, type ClaimRunRow } from './run.sql.gen.ts';

const BEAT_MS = 2_000;

interface LogLine { step: StepName; level: 'info' | 'warn' | 'error'; th: string; en: string }

/**
 * A worker's hold on one run: its fence, what the page shows, and the heartbeat that keeps the lease.
 * Every write names the fence, so a worker that lost the run can change nothing any more.
 */
export class RunSession {
  readonly run: ClaimRunRow;
  readonly steps: Step[] = waitingSteps();
  readonly progress: Progress = { ...emptyProgress };
  readonly abort = new AbortController();
  /** Found so far; kept when the run ends badly too. */
  gates: GateResult[] = [];
  rejects: RejectCount[] = [];
  quarantineKey: string | null = null;
  /** Of a replay: lines of the first run's quarantine that came through. */
  replayedLines: number[] = [];
  private readonly db: Database;
  private fence: number;
  private state: ActiveState = 'claimed';
  private timer: NodeJS.Timeout;
  private readonly unwritten: LogLine[] = [];
  private lastRows = 0;
  private lastAt = Date.now();

  constructor(db: Database, run: ClaimRunRow) {
    this.db = db;
    this.run = run;
    this.fence = run.fence;
    this.timer = setInterval(() => { void this.beat(); }, BEAT_MS);
  }

  get signal(): AbortSignal { return this.abort.signal; }
  get currentFence(): number { return this.fence; }

  /** Moves the state machine. Throws `linkage.lost-lease` when another worker holds the run now. */
  async move(to: ActiveState): Promise<void> {
    this.signal.throwIfAborted();
    const moved = await this.db.tx(async (tx) => {
      await this.writeLog(tx);
      const row = await moveRun(tx, { id: this.run.id, from: this.state, to, fence: this.fence, steps: this.steps, progress: this.progress });
      if (row && to === 'extracting') await announce(tx, 'linkage.run-started', { datasetId: this.run.dataset_id, runId: this.run.id, attempt: this.run.attempt });
      await this.tell(tx);
      return row;
    });
    if (!moved) throw linkageProblem('lost-lease');
    this.fence = moved.fence;
    this.state = to;
    if (moved.cancel_asked) this.abort.abort(linkageProblem('cancelled'));
  }

  begin(name: StepName): void {
    const step = this.step(name);
    step.state = 'running';
    step.startedAt = new Date().toISOString();
  }

  /** Ends a step with a figure a person understands, in both languages. */
  finish(name: StepName, th: string, en: string, state: 'done' | 'warned' = 'done'): void {
    const step = this.step(name);
    Object.assign(step, { state, ms: step.startedAt ? Date.now() - Date.parse(step.startedAt) : 0, noteTh: th, noteEn: en });
    this.measure();
    this.unwritten.push({ step: name, level: state === 'warned' ? 'warn' : 'info', th: `${stepWords[name].th}: ${th}`, en: `${stepWords[name].en}: ${en}` });
  }

  /** Writes what steps said since the last write; called in each transaction that moves or ends the run. */
  async writeLog(tx: Tx): Promise<void> {
    for (const line of this.unwritten.splice(0)) {
      const row = await insertLog(tx, { run_id: this.run.id, ...line });
      await tellRunMoved(tx, { payload: JSON.stringify({ id: this.run.id, dataset: this.run.dataset_id, log: { id: row.id, at: row.at, ...line } }) });
    }
  }

  failRunningStep(th: string, en: string): void {
    const step = this.steps.find((each) => each.state === 'running') ?? this.steps.find((each) => each.state === 'waiting');
    if (step) Object.assign(step, { state: 'failed', noteTh: th, noteEn: en });
  }

  private step(name: StepName): Step {
    return this.steps.find((each) => each.name === name) as Step;
  }

  /** A line of the run's log; also pushed to open pages. */
  async log(level: 'info' | 'warn' | 'error', th: string, en: string): Promise<void> {
    const step = this.steps.find((each) => each.state === 'running')?.name ?? 'extract';
    this.unwritten.push({ step, level, th, en });
    await this.db.tx((tx) => this.writeLog(tx));
  }

  /** Puts the run off for a later attempt. */
  async putOff(error: unknown, delayS: number): Promise<void> {
    await this.db.tx(async (tx) => {
      await putOffRun(tx, { id: this.run.id, fence: this.fence, delay_s: delayS, problem: problemDocument(asProblem(error), `run-${this.run.id}`) });
      await this.tell(tx);
    });
  }

  /** Stops the heartbeat; the lease ends with the last write. */
  close(): void {
    clearInterval(this.timer);
  }

  private async tell(tx: Parameters<typeof tellRunMoved>[0]): Promise<void> {
    await tellRunMoved(tx, { payload: JSON.stringify({ id: this.run.id, dataset: this.run.dataset_id }) });
  }

  private async beat(): Promise<void> {
    this.measure();
    try {
      const row = await this.db.tx(async (tx) => {
        const beaten = await beatRun(tx, { id: this.run.id, fence: this.fence, steps: this.steps, progress: this.progress });
        await this.tell(tx);
        return beaten;
      });
      if (row?.cancel_asked) this.abort.abort(linkageProblem('cancelled'));
    } catch {
      // The database is away for a moment: the work goes on, the fence decides at the next move.
    }
  }

  private measure(): void {
    const now = Date.now();
    this.progress.memoryMb = Math.round(process.memoryUsage.rss() / 1_048_576);
    if (now - this.lastAt < BEAT_MS / 2) return;
    this.progress.rowsPerSecond = Math.round((this.progress.rowsRead - this.lastRows) / ((now - this.lastAt) / 1000));
    this.lastRows = this.progress.rowsRead;
    this.lastAt = now;
  }
}
