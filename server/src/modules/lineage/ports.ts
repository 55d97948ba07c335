import type { Log } from '#kernel/log.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Tx } from '#kernel/db.ts';

/** A dataset outside as OpenLineage names it: https://openlineage.io/docs/spec/naming. */
export interface OutsideName { namespace: string; name: string }

/** What the room of lineage needs from the outside of the modules. */
export interface LineagePorts {
  readonly log: Log;
  readonly masterKey: Buffer;
  /** Where people find this house, without a slash at the end. */
  readonly publicUrl: string;
  /** Hosts that receivers may lie on. */
  readonly rules: HostRules;
  /** The id of this installation; run ids are made of it, so that two houses never share one. */
  instanceId(tx: Tx): Promise<string>;
  /** What a source of a kind is called outside, by its settings; secrets in them stay sealed and are not used. */
  originOf(kind: string, config: Readonly<Record<string, unknown>>): OutsideName;
}
