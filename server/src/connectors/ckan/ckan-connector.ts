import { Type, type Static } from 'typebox';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { describeUrl } from '../web/answers.ts';
import { fetchFile, seenFile, type FileOptions } from '../web/fetch-file.ts';
import { paceSettings, PagedAsker, withTokens, type PagedOptions } from '../web/paged-connector.ts';
import { fetchRecords } from '../web/paged-records.ts';
import { byPlainName } from '../web/partition-column.ts';
import { bySignIn, secretsGoTo, webSecrets, type SignInConfig } from '../web/sign-in.ts';
import { readResource, rowsOf, type Resource } from './portal.ts';

const configSchema = bySignIn({
  url: said({ th: 'ที่อยู่ของเว็บบัญชีข้อมูล', en: 'Address of the portal', hintTh: 'เช่น https://data.example.go.th', hintEn: 'E.g. https://data.example.go.th.' }, Type.String({ pattern: '^https?://', maxLength: 4096 })),
  resource: said({ th: 'รหัสทรัพยากร', en: 'Resource', hintTh: 'รหัสในที่อยู่ของหน้าทรัพยากร', hintEn: 'The id in the address of its page.' }, Type.String({ minLength: 1, maxLength: 100 })),
  take: Type.Optional(said({ th: 'รับเป็น', en: 'Taken as', hintTh: 'ถ้าไม่ระบุ รับเป็นแถวเมื่อเว็บมีแถวให้', hintEn: 'Left out, as rows where the portal has them.' }, Type.Union([
    said({ th: 'แถวจาก DataStore', en: 'rows of the DataStore' }, Type.Literal('rows')), said({ th: 'ไฟล์', en: 'the file' }, Type.Literal('file')),
  ]))),
  size: Type.Optional(said({ th: 'จำนวนต่อหน้า', en: 'Rows a page' }, Type.Integer({ minimum: 1, maximum: 32_000, default: 10_000 }))),
  ...paceSettings,
});
export type CkanConfig = Static<typeof configSchema> & SignInConfig;

/** Reads a resource of a CKAN portal: the rows of its DataStore page by page, or its file. */
export function openCkanConnector(given: PagedOptions & FileOptions): Connector<CkanConfig> {
  const options = withTokens(given);
  return {
    kind: 'ckan',
    title: { th: 'ทรัพยากรของเว็บบัญชีข้อมูล CKAN', en: 'Resource of a CKAN portal' },
    preparation: {
      th: 'เปิดหน้าทรัพยากรในเว็บบัญชีข้อมูลแล้วคัดลอกรหัสท้ายที่อยู่ ชุดที่ไม่เปิดเผยต้องมี API token ของบัญชีที่เป็นเพียงสมาชิก (member) ใส่ในค่า Authorization',
      en: 'Open the page of the resource and copy the id at the end of its address. A private dataset needs the API token of an account that is a member only, as the Authorization value.',
    },
    partitions: ({ take }) => (take === 'file' ? 'never' : 'asked'),
    configSchema,
    secretFields: webSecrets,
    secretsGoTo,
    describe: ({ url, resource }) => `${describeUrl(url)} · ${resource}`,
    test: (config, ctx) => testSource(config, new PagedAsker(config, ctx, options)),
    fetch: (config, ctx) => fetchResource(config, new PagedAsker(config, ctx, options), ctx, options),
  };
}

async function fetchResource(config: CkanConfig, asker: PagedAsker, ctx: FetchContext, options: FileOptions): Promise<FetchResult> {
  const reader = asker.reader();
  const resource = await readResource(config, reader);
  const isRows = takesRows(config, resource);
  if (ctx.partition && !isRows) throw connectorProblem('partition-refused', { detailTh: 'ทรัพยากรนี้มีแต่ไฟล์ ไม่มีแถวใน DataStore', detailEn: 'The resource is a file without rows in the DataStore.' });
  const fetched = isRows
    ? await fetchRecords(asker.records(await rowsOf(config, reader, ctx.partition && byPlainName(ctx.partition)), reader), ctx, config.resource.replace(/[^\p{L}\p{N}_-]/gu, '_'))
    : await fetchFile((headers) => asker.client.ask(resource.url, { headers }), ctx, options);
  return fetched.kind === 'unchanged' ? fetched : { ...fetched, mark: { ...fetched.mark, modified: resource.modified } };
}

function testSource(config: CkanConfig, asker: PagedAsker) {
  const reader = asker.reader({ tries: 1 });
  let resource: Resource;
  return trySteps([...asker.client.steps(), { th: 'หาทรัพยากร', en: 'Find the resource', run: async () => {
    resource = await readResource(config, reader);
    return { th: resource.name, en: resource.name };
  } }, { th: 'ขอข้อมูล', en: 'Ask for the data', run: async () => (takesRows(config, resource)
    ? asker.firstPage(() => rowsOf(config, reader)).run()
    : seenFile(await asker.client.ask(resource.url))) }]);
}

const takesRows = ({ take }: CkanConfig, { hasRows }: Resource): boolean => take === 'rows' || (take === undefined && hasRows);
