import { Type, type Static } from 'typebox';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import type { Connector, FetchContext } from '#modules/linkage/index.ts';
import { chooseFile } from '../files/choose-file.ts';
import { fetchChosen, type Patience } from '../files/fetch-chosen.ts';
import { choiceOf, patternSetting, takeSetting } from '../files/settings.ts';
import { said } from '../said.ts';
import { trySteps } from '../test-steps.ts';
import { openGuardedS3 } from './guarded-client.ts';
import { openS3Folder } from './s3-folder.ts';

const configSchema = Type.Object({
  endpoint: said({ th: 'ที่อยู่ของบริการ', en: 'Address of the service', hintTh: 'เช่น https://s3.ap-southeast-1.amazonaws.com หรือที่อยู่ของ MinIO', hintEn: 'For example https://s3.ap-southeast-1.amazonaws.com, or the address of a MinIO.' }, Type.String({ pattern: '^https?://[^/?#@]+/?$', maxLength: 300 })),
  region: Type.Optional(said({ th: 'เขต', en: 'Region' }, Type.String({ pattern: '^[a-z0-9-]+$', maxLength: 60, default: 'us-east-1' }))),
  bucket: said({ th: 'ที่เก็บ (bucket)', en: 'Bucket' }, Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]+$', minLength: 3, maxLength: 63 })),
  prefix: Type.Optional(said({ th: 'คำนำหน้าชื่อ', en: 'Prefix', hintTh: 'เช่น rice/2569/ รับเฉพาะไฟล์ที่อยู่ชั้นนั้น', hintEn: 'For example rice/2569/; only files right under it are taken.' }, Type.String({ maxLength: 900, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }))),
  pattern: patternSetting,
  take: takeSetting,
  pathStyle: Type.Optional(said({ th: 'ชื่อ bucket อยู่ในเส้นทาง', en: 'Bucket in the path', hintTh: 'เลือกสำหรับ MinIO และบริการที่ไม่มีชื่อเครื่องต่อ bucket', hintEn: 'For MinIO and services without a host name for each bucket.' }, Type.Boolean())),
  accessKeyId: said({ th: 'รหัสกุญแจ', en: 'Access key id' }, Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\s/,]+$' })),
  secretAccessKey: said({ th: 'กุญแจลับ', en: 'Secret access key', hintTh: 'เก็บแบบเข้ารหัส ไม่แสดงอีก', hintEn: 'Kept sealed, never shown again.' }, Type.String({ maxLength: 8192 })),
}, { additionalProperties: false });
export type S3Config = Static<typeof configSchema>;

export interface S3Options extends Patience { rules: HostRules }

/** Fetches an object of a bucket in an S3-compatible service. */
export function openS3Connector({ rules, ...patience }: S3Options): Connector<S3Config> {
  const dial = async (config: S3Config, ctx: Pick<FetchContext, 'openSecret' | 'signal'>) => {
    const { endpoint, region = 'us-east-1', bucket, pathStyle = false, accessKeyId } = config;
    const client = await openGuardedS3({ endpoint, region, bucket, pathStyle, accessKeyId, secretAccessKey: ctx.openSecret(config.secretAccessKey) }, rules, ctx.signal, patience.limits);
    return openS3Folder(client, bucket, config.prefix ?? '');
  };
  return {
    kind: 's3',
    title: { th: 'ไฟล์ในที่เก็บแบบ S3', en: 'File in an S3 bucket' },
    preparation,
    configSchema,
    secretFields: ['secretAccessKey'],
    secretsGoTo: ({ endpoint, accessKeyId }) => JSON.stringify([endpoint, accessKeyId]),
    describe: ({ endpoint, bucket, prefix, pattern }) => `${endpoint.replace(/\/$/, '')} · s3://${bucket}/${prefix ?? ''} (${pattern ?? '*'})`,
    test: (config, ctx) => trySteps([
      { th: 'ตรวจที่อยู่', en: 'Check the address', run: async () => { await checkHost(checkUrl(config.endpoint).hostname, rules); } },
      { th: 'เปิดที่เก็บ แล้วหาไฟล์', en: 'Open the bucket and find the file', run: async () => {
        const server = await dial(config, ctx);
        const file = await chooseFile(server, choiceOf(config), undefined).finally(() => server.close());
        return file ? { th: `${file.name} ${file.bytes} ไบต์`, en: `${file.name}, ${file.bytes} bytes` } : undefined;
      } },
    ]),
    fetch: async (config, ctx) => fetchChosen(() => dial(config, ctx), choiceOf(config), ctx, patience),
  };
}

/** Least rights: a key that may list one prefix and read its objects. */
const preparation = {
  th: 'ให้ผู้ดูแลที่เก็บสร้างผู้ใช้ของระบบนี้โดยเฉพาะ ที่แสดงรายชื่อและอ่านได้เฉพาะคำนำหน้าที่ส่งข้อมูล แล้วออกกุญแจของผู้ใช้นั้น',
  en: 'Have the administrator of the bucket make a user for this alone, who may list and read the prefix of the data and nothing else, and give the key of that user.',
  commands: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::my-bucket', Condition: { StringLike: { 's3:prefix': 'rice/*' } } },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::my-bucket/rice/*' },
    ],
  }, null, 2),
};
