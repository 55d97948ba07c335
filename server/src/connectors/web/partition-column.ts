import { readJsonPath } from '@saphan/contracts/json-path';
import type { PartitionAsked } from '#modules/linkage/index.ts';

/** A partition with its column as the source itself calls it: a contract names places in JSON. */
export const byPlainName = (partition: PartitionAsked): PartitionAsked => ({ ...partition, column: readJsonPath(partition.column).join('.') });
