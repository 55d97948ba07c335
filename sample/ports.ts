import type { SampleAgency } from './agencies.ts';
import type { SamplePlan } from './action-plan.ts';
import type { SampleAgreement, sampleOffer } from './agreements.ts';
import type { SampleEdge } from './edges.ts';
import type { SampleCall } from './exchanges.ts';
import type { SampleHostedService } from './hosted-services.ts';
import type { SampleSystem } from './systems.ts';
import type { SampleSurvey } from './survey.ts';
import type { SampleRequest } from './requests.ts';
import type { SampleCommittee } from './meetings.ts';
import type { SamplePortal } from './portal.ts';
import type { SampleWriting } from './records.ts';

/** What the sample needs of the house. All go through the operations the API itself uses; the composition fills them. */
export interface SamplePorts {
  /** The Bangkok day on which loading first began, kept: due dates and data are made from it, also when loading goes on tomorrow. */
  startedOn(): Promise<string>;
  /** Adds the dataset with its due date; does nothing when the slug is there. */
  addDataset(dataset: SampleRecord): Promise<void>;
  /** Writes the dataset's record and takes it as far as it has come; does nothing when somebody wrote it before. */
  fillRecord(slug: string, agencyId: string, writing: SampleWriting): Promise<void>;
  /** Fills the public side: topics of these datasets, requests, surveys, showcases; does nothing when it was filled before. */
  fillPortal(portal: SamplePortal, slugs: readonly string[], today: string): Promise<void>;
  /** Adds an agency that was renamed and merged; does nothing when it is there. */
  fillAgencies(agency: SampleAgency): Promise<void>;
  /** Sets up the action plan; does nothing when there is one. */
  fillPlan(plan: SamplePlan): Promise<void>;
  /** Asks and answers linkage requests on past days, once the contracts are there; does nothing when one was sent. */
  fillRequests(requests: readonly SampleRequest[], today: string): Promise<void>;
  /** Registers systems with a key each and opens the live services; does nothing for those that are there. */
  fillSystems(systems: readonly SampleSystem[]): Promise<void>;
  /** Offers datasets as services, once their releases are there; does nothing for those that are there. */
  fillHostedServices(services: readonly SampleHostedService[]): Promise<void>;
  /** Sharing agreements over the hosted services, each brought to its state. */
  fillAgreements(agreements: readonly SampleAgreement[], offer: typeof sampleOffer, today: string): Promise<void>;
  /** Calls services by these agreements, signed, through the gateway; once. */
  fillExchanges(calls: readonly SampleCall[]): Promise<void>;
  /** Runs an edge of each side for a moment: a call through the hub, and one past it; once. */
  fillEdges(edge: SampleEdge): Promise<void>;
  /** Opens the survey of databases and answers it, once the runs are over; once. */
  fillSurvey(survey: SampleSurvey): Promise<void>;
  /** Sets up a committee with its meetings; does nothing when there is one. */
  fillMeetings(committee: SampleCommittee): Promise<void>;
  /** Makes the document the dataset's contract; the same document again changes nothing. */
  agreeContract(slug: string, yaml: string): Promise<void>;
  /** Sets up a table of the agency database as the dataset's source; the same again gives the same id. */
  createSource(slug: string, table: { schema: string; table: string }): Promise<number>;
  /** Keeps a file's bytes as received. */
  keepRaw(name: string, bytes: Buffer): Promise<number>;
  /** Queues a run with trigger `sample`. */
  startRun(slug: string, of: { rawId: number } | { sourceId: number }): Promise<number>;
  /** Runs with trigger `sample`, oldest first. */
  listRuns(slug: string): Promise<SampleRun[]>;
  /** Waits until a run has ended or is held, and tells its state. Rejects when the signal says stop. */
  waitForRun(id: number, signal: AbortSignal): Promise<string>;
  decideRun(id: number, decision: { approve: boolean; reason: string }): Promise<void>;
  /** Runs statements in one transaction on the database that plays the agencies' own, which is not the house's. */
  inAgencyDatabase(work: (query: (text: string, values?: unknown[]) => Promise<unknown>) => Promise<void>): Promise<void>;
  /** How far the sample is, for `GET /system`. */
  report(progress: { done: number; total: number }): void;
  /** A dataset whose story broke off; the others go on. */
  warn(slug: string, error: unknown): void;
  /** Folder for temporary files. */
  scratchFolder: string;
}

export interface SampleRecord {
  slug: string; agencyId: string; titleTh: string; titleEn: string; descriptionTh: string; descriptionEn: string; synthetic: boolean; level: number; personal: boolean; dueOn: string;
}

export interface SampleRun { id: number; state: string }
