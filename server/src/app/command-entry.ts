import type { Command } from 'commander';
import type { Config } from '#kernel/config.ts';
import type { Compose } from './composition.ts';

export interface CommandContext {
  readonly config: Config;
  readonly compose: Compose;
  /** Positional arguments, in the order the command declares them. */
  readonly args: readonly (string | undefined)[];
  /** Options by their camelCase names. */
  readonly options: Record<string, any>;
}

/** A line of the table: what `saphan --help` says and what the command does. Code that is heavy is imported by `run`. */
export interface CommandEntry {
  readonly name: string;
  readonly th: string;
  readonly en: string;
  readonly hidden?: boolean;
  /** Declares arguments and options. */
  declare?(command: Command): void;
  /** @returns the exit code. */
  run(context: CommandContext): Promise<number>;
}
