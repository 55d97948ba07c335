import { escapeStep, isObject, type Json, type Note } from './document.ts';
import { METHODS } from './operations-of.ts';

/** What a document says that the exchange does otherwise: whoever offers it should know; nothing of it keeps the document out. */
export function otherwiseNotes(document: Json): Note[] {
  return [...serverNotes(document), ...signInNotes(document), ...draftNotes(document), ...callNotes(document)];
}

/** The address of the first server, its variables as they are by default; null when it is none of the web. */
export function serverOf(document: Json): string | null {
  const first = Array.isArray(document['servers']) ? document['servers'][0] : null;
  if (!isObject(first) || typeof first['url'] !== 'string') return null;
  const variables = isObject(first['variables']) ? first['variables'] : {};
  const url = first['url'].replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return isObject(variable) && typeof variable['default'] === 'string' ? variable['default'] : whole;
  });
  return /^https?:\/\/[^{}]+$/.test(url) ? url.replace(/\/$/, '') : null;
}

function serverNotes(document: Json): Note[] {
  const servers = Array.isArray(document['servers']) ? document['servers'] : [];
  const own = operationsIn(document).filter(({ value }) => Array.isArray(value['servers'])).map(({ pointer }) => ({ pointer: `${pointer}/servers`, th: 'ทุกคำสั่งไปยังปลายทางเดียวของบริการ ที่อยู่เฉพาะของคำสั่งนี้ไม่ใช้', en: 'All operations go to the one upstream of the service; this address is not used' }));
  return [
    ...(servers.length > 0 && serverOf(document) === null ? [{ pointer: '/servers/0/url', th: 'ที่อยู่ปลายทางไม่ครบ ใส่ที่อยู่เต็มในหน้าบริการ', en: 'The address is not whole; give the whole one of the upstream on the page of the service' }] : []),
    ...(servers.length > 1 ? [{ pointer: '/servers/1', th: `มีที่อยู่ ${servers.length} แห่ง เสนอแห่งแรกเป็นปลายทาง`, en: `There are ${servers.length} addresses; the first is proposed as upstream` }] : []),
    ...own,
  ];
}

function signInNotes(document: Json): Note[] {
  const components = isObject(document['components']) ? document['components'] : {};
  const schemes = isObject(components['securitySchemes']) ? components['securitySchemes'] : {};
  return Object.entries(schemes).map(([name, scheme]) => {
    const inAddress = isObject(scheme) && scheme['type'] === 'apiKey' && scheme['in'] === 'query';
    return {
      pointer: `/components/securitySchemes/${escapeStep(name)}`,
      th: inAddress ? `${name}: ไม่ส่งกุญแจในที่อยู่ ให้ปลายทางรับกุญแจในหัวข้อแทน` : `${name}: ผู้เรียกยืนยันตัวกับศูนย์แลกเปลี่ยนเท่านั้น วิธีเข้าใช้ปลายทางตั้งในหน้าบริการ`,
      en: inAddress ? `${name}: no key is sent in an address; let the upstream take it in a header` : `${name}: callers prove themselves to the exchange only; what signs in at the upstream is set on the page of the service`,
    };
  });
}

function draftNotes(document: Json): Note[] {
  const drafts: Note[] = [];
  const say = (value: unknown, pointer: string) => { if (typeof value === 'string' && !value.includes('draft/2020-12') && !value.includes('oas/3.1')) drafts.push({ pointer, th: 'อ่านเป็น JSON Schema 2020-12', en: 'It is read as JSON Schema 2020-12' }); };
  say(document['jsonSchemaDialect'], '/jsonSchemaDialect');
  const components = isObject(document['components']) ? document['components'] : {};
  for (const [name, schema] of Object.entries(isObject(components['schemas']) ? components['schemas'] : {})) if (isObject(schema)) say(schema['$schema'], `/components/schemas/${escapeStep(name)}/$schema`);
  return drafts;
}

function callNotes(document: Json): Note[] {
  const words = { th: 'ศูนย์แลกเปลี่ยนไม่เรียกกลับ ใช้เหตุการณ์ (events) แทน', en: 'The exchange does not call back; use events instead' };
  return [
    ...(isObject(document['webhooks']) ? [{ pointer: '/webhooks', ...words }] : []),
    ...operationsIn(document).filter(({ value }) => isObject(value['callbacks'])).map(({ pointer }) => ({ pointer: `${pointer}/callbacks`, ...words })),
  ];
}

/** Paths and their operations, as they stand in the document. */
function operationsIn(document: Json): { value: Json; pointer: string }[] {
  const paths = isObject(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([template, item]) => {
    if (!isObject(item)) return [];
    const pointer = `/paths/${escapeStep(template)}`;
    return [{ value: item, pointer }, ...METHODS.flatMap((method) => { const value = item[method]; return isObject(value) ? [{ value, pointer: `${pointer}/${method}` }] : []; })];
  });
}
