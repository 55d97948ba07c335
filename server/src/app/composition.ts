import type { FastifyRequest } from 'fastify';
import type { Config } from '#kernel/config.ts';
import type { Database } from '#kernel/db.ts';
import type { Decider } from '#kernel/decider.ts';
import type { Log } from '#kernel/log.ts';
import type { Module } from '#kernel/module.ts';
import type { Mount } from '#kernel/mount.ts';
import type { Principal } from '#kernel/policy.ts';
import type { Route } from '#kernel/route.ts';
import type { Seat } from '#kernel/seat.ts';
import type { UsageCounter } from '#modules/portal/index.ts';
import type { Running } from './service.ts';

/** What a process hands to the modules when they are joined. */
export interface Surroundings { readonly config: Config; readonly db: Database; readonly log: Log }

/** The joined house: modules from the ground floor up, and what a worker runs beside consumers and jobs. */
export interface Composition {
  readonly modules: readonly Module[];
  /** Routes of the house itself, beside the modules'. */
  readonly routes: readonly Route[];
  /** What answers below a path of its own, beside the modules'. */
  readonly mounts: readonly Mount[];
  /** Counts what answers are used for, by day and dataset; a process that serves tells it of each answer. */
  readonly usage: UsageCounter;
  /** Who asks, resolved at each request. */
  authenticate(request: FastifyRequest): Promise<Principal>;
  /** Opens whoever answers "may this person do this to that?"; only a process that serves asks for it. */
  openDecider(): Promise<Decider & Running>;
  /** What must hold before this register is served: throws a `ConfigProblem` when it must not be in this mode. */
  prepare(): Promise<void>;
  /** The seat is the worker process they run in. */
  readonly workers: readonly ((seat?: Seat) => Promise<Running>)[];
}

/** Joins modules and connectors; main.ts gives it. Called only in processes that need the modules, so that the supervisor stays small. */
export type Compose = (surroundings: Surroundings) => Promise<Composition>;
