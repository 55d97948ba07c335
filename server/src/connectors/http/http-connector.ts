import { Type, type Static } from 'typebox';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Connector } from '#modules/linkage/index.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { fetchFile, seenFile, type FileOptions } from '../web/fetch-file.ts';
import { bySignIn, secretsGoTo, webSecrets, type SignInConfig } from '../web/sign-in.ts';
import { Tokens } from '../web/tokens.ts';
import { WebClient, type WebOptions } from '../web/web-client.ts';

const configSchema = bySignIn({
  url: said({
    th: 'ที่อยู่ของไฟล์', en: 'Address of the file', hintTh: 'ขึ้นต้นด้วย http:// หรือ https:// ระบบดึงเฉพาะเมื่อไฟล์เปลี่ยน', hintEn: 'Begins with http:// or https://. Fetched only when the file has changed.',
  }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
});
export type HttpConfig = Static<typeof configSchema> & SignInConfig;

export interface HttpOptions extends FileOptions { rules: HostRules; tokens?: Tokens }

/** Fetches a file from an HTTP(S) address: only when it changed, and on with a transfer that broke off. */
export function openHttpConnector(options: HttpOptions): Connector<HttpConfig> {
  const web: WebOptions = { tokens: new Tokens(), ...options };
  return {
    kind: 'http',
    title: { th: 'ไฟล์จากที่อยู่เว็บ', en: 'File at a web address' },
    preparation: {
      th: 'ขอที่อยู่ของไฟล์ และกุญแจ บัญชี หรือใบรับรองที่อ่านได้เฉพาะไฟล์นี้',
      en: 'Ask for the address of the file, and for a key, account or certificate that may read this file only.',
    },
    configSchema,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url }) => describeUrl(url),
    test: (config, ctx) => {
      const client = new WebClient(config, ctx, web);
      return trySteps([...client.steps(), { th: 'ขอไฟล์', en: 'Ask for the file', run: async () => seenFile(await client.ask(config.url)) }]);
    },
    fetch: (config, ctx) => {
      const client = new WebClient(config, ctx, web);
      return fetchFile((headers) => client.ask(config.url, { headers }), ctx, options);
    },
  };
}
