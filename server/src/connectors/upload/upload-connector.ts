import { Type, type Static } from 'typebox';
import type { Connector } from '#modules/linkage/index.ts';
import { connectorProblem } from '../problems.ts';

const configSchema = Type.Object({}, { additionalProperties: false });

/** Files that people send through the browser: they lie in the object store before a run begins, so there is nothing to fetch. */
export const uploadConnector: Connector<Static<typeof configSchema>> = {
  kind: 'upload',
  title: { th: 'ไฟล์ที่อัปโหลด', en: 'Uploaded file' },
  preparation: { th: 'ไม่ต้องเตรียม', en: 'Nothing to prepare.' },
  configSchema,
  secretFields: [],
  secretsGoTo: () => 'nobody',
  describe: () => 'upload',
  test: async () => ({ ok: true, steps: [{ th: 'รับไฟล์ผ่านหน้าเว็บ', en: 'Files are received through the page', ok: true }] }),
  fetch: async () => { throw connectorProblem('upload-is-not-fetched'); },
};
