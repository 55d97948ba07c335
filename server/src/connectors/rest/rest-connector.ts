import type { Connector } from '#modules/linkage/index.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { PagedAsker, withTokens, type PagedOptions } from '../web/paged-connector.ts';
import { fetchRecords } from '../web/paged-records.ts';
import { partitionsOf, withPartition } from '../web/partition-address.ts';
import { secretsGoTo, webSecrets } from '../web/sign-in.ts';
import { restSchema, type RestConfig } from './rest-config.ts';
import { RestSource } from './rest-source.ts';

/** Reads a JSON API page by page into one record a line; records stay as they are written, nested values within them. */
export function openRestConnector(given: PagedOptions): Connector<RestConfig> {
  const options = withTokens(given);
  return {
    kind: 'rest',
    title: { th: 'API ที่ตอบเป็น JSON', en: 'API that answers JSON' },
    preparation: {
      th: 'ขอที่อยู่ API คู่มือเรื่องการแบ่งหน้าและจำนวนครั้งที่เรียกได้ และกุญแจหรือบัญชีที่อ่านได้เฉพาะข้อมูลที่เชื่อมโยง',
      en: 'Ask for the address of the API, what its manual says of paging and of limits, and a key or account that may read the linked data only.',
    },
    reads: { cursor: true },
    configSchema: restSchema,
    partitions: partitionsOf,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url }) => describeUrl(url),
    test: (config, ctx) => {
      const asker = new PagedAsker(config, ctx, options);
      return trySteps([...asker.client.steps(), asker.firstPage(() => new RestSource(withPartition(config, undefined), undefined))]);
    },
    fetch: async (config, ctx) => {
      const source = new RestSource(withPartition(config, ctx.partition), ctx.bounds);
      return fetchRecords(new PagedAsker(config, ctx, options).records(source), ctx, 'records', ctx.bounds && (() => source.highest?.value ?? null));
    },
  };
}
