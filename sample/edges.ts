/** A service that an edge answers, and how it is used once: through the hub, and past it while the hub is away. */
export interface SampleEdge { service: string; provider: { agencyId: string; code: string }; consumer: { agencyId: string; code: string }; path: string; answer: object }

export const sampleEdge: SampleEdge = {
  service: 'soil-moisture', provider: { agencyId: 'ldd', code: 'soil-watch' }, consumer: { agencyId: 'rid', code: 'flood-aid' },
  path: '/stations/SW-01', answer: { station: 'SW-01', moisturePercent: 31.5, measuredAt: '2026-11-20T06:00:00Z' },
};

const moisture = { type: 'object', required: ['station', 'moisturePercent', 'measuredAt'], properties: { station: { type: 'string', example: 'SW-01' }, moisturePercent: { type: 'number', description: 'ร้อยละ', example: 31.5 }, measuredAt: { type: 'string', format: 'date-time' } } };

/** What the department answers from inside its own network: no address of it is known to the hub. */
export const sampleEdgeService = {
  system: 'TH/GOV/ldd/soil-watch', slug: 'soil-moisture', kind: 'live', titleTh: 'ความชื้นในดินรายสถานี', titleEn: 'Soil moisture by station', aboutTh: 'ตอบความชื้นในดินที่วัดล่าสุดจากปลายทางในเครือข่ายของกรมพัฒนาที่ดิน', aboutEn: 'The latest soil moisture of a station, answered by an edge within the Land Development Department.',
  isPersonal: false, classification: 0, minAssurance: 1, evidence: 'required', upstreamUrl: 'edge:', timeoutMs: 5_000, limitBytes: 1_048_576, subjectSelectors: [] as string[], strict: true,
} as const;

export const moistureDocument = {
  openapi: '3.1.0', info: { title: 'ความชื้นในดินรายสถานี', 'x-title-en': 'Soil moisture by station', version: '1.0.0' },
  paths: { '/stations/{station}': { get: { operationId: 'getMoisture', summary: 'ความชื้นในดินล่าสุดของสถานีเดียว', 'x-summary-en': 'Latest soil moisture of one station', parameters: [{ name: 'station', in: 'path', required: true, description: 'รหัสสถานี', schema: { type: 'string', maxLength: 10, example: 'SW-01' } }], responses: { 200: { description: 'ความชื้นในดิน', content: { 'application/json': { schema: moisture } } }, 404: { description: 'ไม่มีสถานีนี้' } } } } },
};
