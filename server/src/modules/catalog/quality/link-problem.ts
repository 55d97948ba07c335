import type { Words } from './check.ts';

/** Why an address gives nothing, as far as one can tell from outside. */
export const linkProblems = ['gone', 'refused', 'failing', 'page', 'unknown-host', 'unreachable', 'certificate', 'too-slow', 'private', 'wrong-address', 'empty'] as const;
export type LinkProblem = (typeof linkProblems)[number];

const sentences: Record<LinkProblem, { th: string; en: string; nextTh: string; nextEn: string }> = {
  gone: { th: 'ไม่มีไฟล์ที่ที่อยู่นี้แล้ว', en: 'there is no file at this address any more', nextTh: 'หาที่อยู่ใหม่ของไฟล์แล้วแก้ลิงก์ หรือนำไฟล์มาเชื่อมโยงไว้ที่นี่', nextEn: 'Find its new address and change the link, or link the file here.' },
  refused: { th: 'เซิร์ฟเวอร์ต้นทางไม่อนุญาตให้ดาวน์โหลด', en: 'the server does not let anybody download it', nextTh: 'ขอให้ผู้ดูแลเว็บไซต์เปิดไฟล์ให้ทุกคน หรือบอกเงื่อนไขการเข้าถึงในทะเบียน', nextEn: 'Ask whoever keeps the site to open the file, or say in the record how to get it.' },
  failing: { th: 'เซิร์ฟเวอร์ต้นทางขัดข้อง', en: 'the server fails', nextTh: 'แจ้งผู้ดูแลเว็บไซต์ต้นทาง ระบบจะตรวจซ้ำเอง', nextEn: 'Tell whoever keeps the site; the link is checked again by itself.' },
  page: { th: 'ที่อยู่นี้ตอบเป็นหน้าเว็บ ไม่ใช่ไฟล์ข้อมูล', en: 'the address answers with a web page, not with the file', nextTh: 'คัดลอกที่อยู่ของตัวไฟล์โดยตรงมาใส่แทนที่อยู่ของหน้าเว็บ', nextEn: 'Put the address of the file itself in place of the page.' },
  'unknown-host': { th: 'ไม่มีชื่อเซิร์ฟเวอร์นี้', en: 'there is no server of this name', nextTh: 'ตรวจการสะกดที่อยู่ หรือหาเว็บไซต์ใหม่ของหน่วยงาน', nextEn: 'Check the spelling, or find the new site of the agency.' },
  unreachable: { th: 'ติดต่อเซิร์ฟเวอร์ต้นทางไม่ได้', en: 'the server cannot be reached', nextTh: 'แจ้งผู้ดูแลเว็บไซต์ต้นทาง ระบบจะตรวจซ้ำเอง', nextEn: 'Tell whoever keeps the site; the link is checked again by itself.' },
  certificate: { th: 'ใบรับรองความปลอดภัยของเว็บไซต์ใช้ไม่ได้', en: 'the certificate of the site is not valid', nextTh: 'แจ้งผู้ดูแลเว็บไซต์ให้ต่ออายุใบรับรอง', nextEn: 'Tell whoever keeps the site to renew it.' },
  'too-slow': { th: 'เซิร์ฟเวอร์ต้นทางตอบช้าเกินไป', en: 'the server answers too slowly', nextTh: 'แจ้งผู้ดูแลเว็บไซต์ต้นทาง หรือนำไฟล์มาเชื่อมโยงไว้ที่นี่', nextEn: 'Tell whoever keeps the site, or link the file here.' },
  private: { th: 'ที่อยู่นี้อยู่ในเครือข่ายภายใน คนนอกเปิดไม่ได้', en: 'the address lies in a private network that nobody outside can open', nextTh: 'นำไฟล์มาเชื่อมโยงไว้ที่นี่ หรือใส่ที่อยู่ที่เปิดจากภายนอกได้', nextEn: 'Link the file here, or give an address that opens from outside.' },
  'wrong-address': { th: 'ที่อยู่เขียนไม่ถูกต้อง', en: 'the address is not written as one', nextTh: 'แก้ที่อยู่ให้ขึ้นต้นด้วย https:// และไม่มีชื่อผู้ใช้หรือรหัสผ่าน', nextEn: 'Mend the address: it begins with https:// and holds no name or password.' },
  empty: { th: 'ที่อยู่นี้ตอบว่างเปล่า', en: 'the address answers with nothing', nextTh: 'แจ้งผู้ดูแลเว็บไซต์ว่าไฟล์ว่าง', nextEn: 'Tell whoever keeps the site that the file is empty.' },
};

/** Why a link is no good, and what to do. */
export const wordsOfLink = (problem: LinkProblem): Words => sentences[problem];

const byCode: Record<string, LinkProblem> = {
  'kernel.host-unknown': 'unknown-host', 'kernel.host-unreachable': 'unreachable', 'kernel.host-refused': 'private', 'kernel.url-refused': 'wrong-address', 'kernel.certificate-refused': 'certificate', 'kernel.timed-out': 'too-slow',
};

/** What a failed request means. */
export const problemOfError = (error: unknown): LinkProblem => byCode[(error as { code?: string }).code ?? ''] ?? 'unreachable';

/** What an answer's first line and type mean; null when the file is there. */
export function problemOfAnswer(answer: { status: number; mediaType: string | null; length: number | null }, format: string): LinkProblem | null {
  const { status, mediaType, length } = answer;
  if (status === 404 || status === 410) return 'gone';
  if (status === 401 || status === 403 || status === 451) return 'refused';
  if (status >= 500 || status === 429) return 'failing';
  if (status >= 300 && status !== 416) return 'refused';
  if (length === 0) return 'empty';
  return mediaType === 'text/html' && isFile(format) ? 'page' : null;
}

const FILES = /^(csv|tsv|xlsx?|ods|json|geojson|ndjson|jsonl|xml|kml|kmz|gml|rdf|ttl|parquet|gpkg|geopackage|shp|shapefile|zip|pdf|docx?|txt|geotiff|tiff?)$/i;
const isFile = (format: string): boolean => FILES.test(format.trim());
