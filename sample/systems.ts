/** A system of the sample: its key is drawn when the sample is loaded, the private half kept in the data folder. */
export interface SampleSystem { agencyId: string; code: string; nameTh: string; nameEn: string; kind: 'consumer' | 'provider' | 'both'; /** It asks for tokens with its key, too; bound to the key that shows them. */ credentials?: 'bound' }

export const sampleSystems: readonly SampleSystem[] = [
  { agencyId: 'rid', code: 'telemetry', nameTh: 'ระบบโทรมาตรระดับน้ำ', nameEn: 'Water level telemetry', kind: 'provider' },
  { agencyId: 'doae', code: 'advice', nameTh: 'ระบบแนะนำการเพาะปลูก', nameEn: 'Planting advice', kind: 'consumer' },
  { agencyId: 'dld', code: 'herd-alert', nameTh: 'ระบบเตือนภัยปศุสัตว์', nameEn: 'Herd alerts', kind: 'consumer' },
  { agencyId: 'rid', code: 'flood-aid', nameTh: 'ระบบช่วยเหลือเกษตรกรในพื้นที่น้ำท่วม', nameEn: 'Flood aid for farmers', kind: 'consumer', credentials: 'bound' },
  { agencyId: 'ldd', code: 'soil-advice', nameTh: 'ระบบแนะนำการใช้ดิน', nameEn: 'Soil advice', kind: 'consumer' },
  { agencyId: 'ldd', code: 'soil-watch', nameTh: 'ระบบเฝ้าระวังดิน', nameEn: 'Soil watch', kind: 'both' },
];

export const WATER_PORT = 9100;

const level = { type: 'object', required: ['station', 'levelM', 'measuredAt'], properties: { station: { type: 'string', example: 'C.2' }, levelM: { type: 'number', description: 'เมตรเหนือระดับน้ำทะเล', example: 18.42 }, measuredAt: { type: 'string', format: 'date-time' } } };
const ok = (schema: object) => ({ 200: { description: 'ระดับน้ำ', content: { 'application/json': { schema } } } });

/** The API of `sample/water-levels` as its agency describes it. */
export const sampleLiveService = {
  system: 'TH/GOV/rid/telemetry', slug: 'water-levels', kind: 'live', titleTh: 'ระดับน้ำล่าสุดรายสถานี', titleEn: 'Latest water levels by station', aboutTh: 'ตอบระดับน้ำที่วัดล่าสุดของสถานีโทรมาตร สดจากระบบของกรมชลประทาน', aboutEn: 'The latest level of each telemetry station, live from the Royal Irrigation Department.',
  isPersonal: false, classification: 0, minAssurance: 1, evidence: 'required', upstreamUrl: `http://127.0.0.1:${WATER_PORT}`, timeoutMs: 5_000, limitBytes: 1_048_576, subjectSelectors: [] as string[], strict: true,
} as const;

/** The one before it, which goes away. */
export const sampleEarlierService = {
  ...sampleLiveService, slug: 'water-levels-daily', titleTh: 'ระดับน้ำรายวัน (บริการเดิม)', titleEn: 'Daily water levels (the earlier service)', aboutTh: 'ระดับน้ำเวลา 06.00 น. ของแต่ละวัน ใช้บริการระดับน้ำล่าสุดแทน', aboutEn: 'Levels at 06:00 of each day; use the latest levels instead.',
} as const;
export const sampleFarewell = { slug: sampleEarlierService.slug, replacedBy: sampleLiveService.slug, days: 90, reason: 'บริการระดับน้ำล่าสุดตอบได้ทุกสถานีและสดกว่า' };

export const dailyDocument = {
  openapi: '3.1.0', info: { title: 'ระดับน้ำรายวัน', 'x-title-en': 'Daily water levels', version: '1.0.0' },
  paths: { '/daily/{station}': { get: { operationId: 'getDailyLevel', summary: 'ระดับน้ำเวลา 06.00 น. ของสถานีเดียว', 'x-summary-en': 'Level of one station at 06:00', parameters: [{ name: 'station', in: 'path', required: true, description: 'รหัสสถานี', schema: { type: 'string', maxLength: 10, example: 'C.2' } }], responses: { ...ok({ $ref: '#/components/schemas/Level' }), 404: { description: 'ไม่มีสถานีนี้' } } } } },
  components: { schemas: { Level: level } },
};

export const waterDocument = {
  openapi: '3.1.0', info: { title: 'ระดับน้ำล่าสุดรายสถานี', 'x-title-en': 'Latest water levels by station', version: '1.0.0' },
  paths: {
    '/stations': { get: { operationId: 'listLevels', summary: 'ระดับน้ำล่าสุดของทุกสถานี', 'x-summary-en': 'Latest level of every station', parameters: [{ name: 'basin', in: 'query', description: 'ชื่อลุ่มน้ำ', schema: { type: 'string', maxLength: 40 } }], responses: ok({ type: 'array', items: { $ref: '#/components/schemas/Level' } }) } },
    '/stations/{station}': { get: { operationId: 'getLevel', summary: 'ระดับน้ำล่าสุดของสถานีเดียว', 'x-summary-en': 'Latest level of one station', parameters: [{ name: 'station', in: 'path', required: true, description: 'รหัสสถานี', schema: { type: 'string', maxLength: 10, example: 'C.2' } }], responses: { ...ok({ $ref: '#/components/schemas/Level' }), 404: { description: 'ไม่มีสถานีนี้' } } } },
  },
  components: { schemas: { Level: level } },
};
