import type { FetchLimits } from '#kernel/net/guarded-fetch.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import { Type } from 'typebox';
import { said } from '../said.ts';
import type { Attempt } from '../test-steps.ts';
import { PagedRecords, type PagedSource } from './paged-records.ts';
import { PageReader, type Patience } from './page-reader.ts';
import { Tokens } from './tokens.ts';
import { WebClient, type WebOptions } from './web-client.ts';
import type { SignInConfig } from './sign-in.ts';
import type { FetchContext } from '#modules/linkage/index.ts';

export interface PagedOptions { rules: HostRules; limits?: Partial<FetchLimits>; tokens?: Tokens; patience?: Partial<Patience> }

/** How large and how fast pages are asked for, and for how long. */
export const paceSettings = {
  requestsPerMinute: Type.Optional(said({ th: 'ถามได้ไม่เกินกี่ครั้งต่อนาที', en: 'Questions a minute at most' }, Type.Integer({ minimum: 1, maximum: 6000 }))),
  timeoutMinutes: Type.Optional(said({ th: 'เวลาที่ให้อ่าน (นาที)', en: 'Time allowed (minutes)', hintTh: 'ถ้าไม่ระบุ 360 นาที', hintEn: '360 minutes unless said.' }, Type.Integer({ minimum: 1, maximum: 1440 }))),
};
interface PagedConfig extends SignInConfig { requestsPerMinute?: number; timeoutMinutes?: number; mostPages?: number }

/** What a connector of a paged source works with for one question of the house. */
export class PagedAsker {
  readonly client: WebClient;
  readonly #config: PagedConfig;
  readonly #signal: AbortSignal;
  readonly #options: PagedOptions;

  constructor(config: PagedConfig, ctx: Pick<FetchContext, 'openSecret' | 'signal'>, options: PagedOptions & WebOptions) {
    this.client = new WebClient(config, ctx, options);
    this.#config = config;
    this.#signal = ctx.signal;
    this.#options = options;
  }

  reader(more: Partial<Patience> = {}): PageReader {
    return new PageReader(this.client, this.#signal, { requestsPerMinute: this.#config.requestsPerMinute, ...this.#options.patience, ...more });
  }

  records(source: PagedSource, reader = this.reader()): PagedRecords {
    const { mostPages, timeoutMinutes } = this.#config;
    return new PagedRecords(source, reader, {
      ...(this.#options.limits?.bytes ? { bytes: this.#options.limits.bytes } : {}), ...(mostPages ? { pages: mostPages } : {}), ...(timeoutMinutes ? { totalMs: timeoutMinutes * 60_000 } : {}),
    });
  }

  /** The last step of a connection test. */
  firstPage(open: () => PagedSource | Promise<PagedSource>): Attempt {
    return { th: 'ขอหน้าแรก', en: 'Ask for the first page', run: async () => {
      const source = await open();
      const { records, total, next } = await this.records(source, this.reader({ tries: 1 })).next(source.first);
      return {
        th: `${records.length} ระเบียน${total === null ? '' : ` จาก ${total}`}${next ? ' มีหน้าถัดไป' : ' ไม่มีหน้าถัดไป'}`,
        en: `${records.length} records${total === null ? '' : ` of ${total}`}, ${next ? 'and there is a next page' : 'no next page'}`,
      };
    } };
  }
}

/** The options of a paged connector with tokens of its own where none are shared. */
export function withTokens<Options extends PagedOptions>(options: Options): Options & WebOptions {
  return { tokens: new Tokens(), ...options };
}
