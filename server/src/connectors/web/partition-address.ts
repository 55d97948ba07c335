import { todayInBangkok } from '@saphan/contracts/dates';
import { fillPartition, hasPartition } from '@saphan/contracts/partitions';
import type { PartitionAsked } from '#modules/linkage/index.ts';

interface Addressed { url: string; body?: string; parameters?: { name: string; value: string }[] }

/** Where the path of an address begins: a partition never chooses the host. */
const pathAt = (url: string): number => { const at = url.slice(8).search(/[/?#]/); return at < 0 ? url.length : at + 8; };

/** Settings with a place for a partition read one partition and nothing else. */
export function partitionsOf({ url, body, parameters }: Addressed): 'always' | 'never' {
  return [url.slice(pathAt(url)), body ?? '', ...(parameters ?? []).map(({ value }) => value)].some(hasPartition) ? 'always' : 'never';
}

/** Settings with the partition in its places. Without one, for a test or a sample, it is this month. */
export function withPartition<Config extends Addressed>(config: Config, partition: PartitionAsked | undefined, now: Date = new Date()): Config {
  const { url, body, parameters } = config;
  const asked = partition ?? { by: 'month' as const, id: todayInBangkok(now).slice(0, 7) };
  const at = pathAt(url);
  return {
    ...config, url: `${url.slice(0, at)}${fillPartition(url.slice(at), asked, encodeURIComponent)}`,
    // Inside a JSON text: quotes and backslashes of a value stay letters.
    ...(body !== undefined && { body: fillPartition(body, asked, (text) => JSON.stringify(text).slice(1, -1)) }),
    ...(parameters !== undefined && { parameters: parameters.map(({ name, value }) => ({ name, value: fillPartition(value, asked) })) }),
  };
}
