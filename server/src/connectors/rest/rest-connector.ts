import type { FetchLimits } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Connector } from '#modules/linkage/index.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { fetchRecords, PagedRecords } from '../web/paged-records.ts';
import { PageReader, type Patience } from '../web/page-reader.ts';
import { secretsGoTo, webSecrets } from '../web/sign-in.ts';
import { Tokens } from '../web/tokens.ts';
import { WebClient, type WebOptions } from '../web/web-client.ts';
import { restSchema, type RestConfig } from './rest-config.ts';
import { RestSource } from './rest-source.ts';

export interface PagedOptions { rules: HostRules; limits?: Partial<FetchLimits>; tokens?: Tokens; patience?: Partial<Patience> }

/** Reads a JSON API page by page into one record a line; records stay as they are written, nested values within them. */
export function openRestConnector(options: PagedOptions): Connector<RestConfig> {
  const web: WebOptions = { tokens: new Tokens(), ...options };
  const limitsOf = ({ mostPages, timeoutMinutes }: RestConfig) => ({
    ...(options.limits?.bytes ? { bytes: options.limits.bytes } : {}), ...(mostPages ? { pages: mostPages } : {}), ...(timeoutMinutes ? { totalMs: timeoutMinutes * 60_000 } : {}),
  });
  const readerOf = (config: RestConfig, client: WebClient, signal: AbortSignal, more: Partial<Patience> = {}) =>
    new PageReader(client, signal, { requestsPerMinute: config.requestsPerMinute, ...options.patience, ...more });
  return {
    kind: 'rest',
    title: { th: 'API ที่ตอบเป็น JSON', en: 'API that answers JSON' },
    preparation: {
      th: 'ขอที่อยู่ API คู่มือเรื่องการแบ่งหน้าและจำนวนครั้งที่เรียกได้ และกุญแจหรือบัญชีที่อ่านได้เฉพาะข้อมูลที่เชื่อมโยง',
      en: 'Ask for the address of the API, what its manual says of paging and of limits, and a key or account that may read the linked data only.',
    },
    reads: { cursor: true },
    configSchema: restSchema,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url }) => describeUrl(url),
    test: (config, ctx) => {
      const client = new WebClient(config, ctx, web);
      return trySteps([...client.steps(), { th: 'ขอหน้าแรก', en: 'Ask for the first page', run: async () => {
        const source = new RestSource(config, undefined);
        const { records, total, next } = await new PagedRecords(source, readerOf(config, client, ctx.signal, { tries: 1 })).next(source.first);
        return {
          th: `${records.length} ระเบียน${total === null ? '' : ` จาก ${total}`}${next ? ' มีหน้าถัดไป' : ' ไม่มีหน้าถัดไป'}`,
          en: `${records.length} records${total === null ? '' : ` of ${total}`}, ${next ? 'and there is a next page' : 'no next page'}`,
        };
      } }]);
    },
    fetch: async (config, ctx) => {
      const source = new RestSource(config, ctx.bounds);
      const records = new PagedRecords(source, readerOf(config, new WebClient(config, ctx, web), ctx.signal), limitsOf(config));
      return fetchRecords(records, ctx, 'records', ctx.bounds && (() => source.highest?.value ?? null));
    },
  };
}
