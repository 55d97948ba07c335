/** A small OpenAPI 3.1 document: a register of farms. */
export const farmDocument = (over: Record<string, unknown> = {}) => ({
  openapi: '3.1.0', info: { title: 'ทะเบียนแปลงเกษตร', 'x-title-en': 'Farm register', version: '1.0' }, servers: [{ url: 'https://farms.example.go.th/api' }],
  paths: {
    '/farms': {
      get: {
        operationId: 'listFarms', summary: 'รายการแปลงของจังหวัด', 'x-summary-en': 'Farms of a province', parameters: [{ name: 'province', in: 'query', required: true, description: 'รหัสจังหวัด', schema: { type: 'string', pattern: '^\\d{2}$', example: '10' } }, { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
        responses: { 200: { description: 'พบ', headers: { 'x-total': { schema: { type: 'integer' }, example: 2 } }, content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Farm' } } } } }, 404: { description: 'ไม่พบ', content: { 'application/problem+json': { example: { title: 'ไม่พบจังหวัด' } } } } },
      },
    },
    '/farms/{farm}': { parameters: [{ name: 'farm', in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 20 } }], get: { operationId: 'getFarm', summary: 'แปลงเดียว', responses: { 200: { description: 'พบ', content: { 'application/json': { schema: { $ref: '#/components/schemas/Farm' }, examples: { big: { value: { id: 'F9', areaRai: 90, crop: 'rice' } }, small: { value: { id: 'F1', areaRai: 1, crop: 'rice' } } } } } } } } },
    '/checks': {
      post: {
        operationId: 'checkFarmer', summary: 'เป็นเกษตรกรขึ้นทะเบียนหรือไม่', requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Check' } } } },
        responses: { 200: { description: 'คำตอบ', content: { 'application/json': { schema: { type: 'object', required: ['answer'], properties: { answer: { type: 'boolean' } } } } } } },
      },
    },
  },
  components: { schemas: {
    Farm: { type: 'object', required: ['id', 'areaRai'], properties: { id: { type: 'string' }, areaRai: { type: 'number', minimum: 0 }, crop: { type: 'string', enum: ['rice', 'cassava'] }, parts: { type: 'array', items: { $ref: '#/components/schemas/Farm' }, maxItems: 3 } } },
    Check: { type: 'object', required: ['citizenId'], additionalProperties: false, properties: { citizenId: { type: 'string', pattern: '^\\d{13}$' }, year: { type: 'integer', minimum: 2000 } } },
  } },
  ...over,
});
export type FarmDocument = ReturnType<typeof farmDocument>;
