/** Why a file is not kept, in both languages. */
export interface FileFault { th: string; en: string }

const listed = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** What a computer would run when somebody opens it; data is none of these. */
const programs = listed('exe dll com scr pif msi msix bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar apk ipa app dmg pkg deb rpm sh bash lnk cpl reg inf chm iso docm dotm xlsm xltm xlam pptm potm ppam');
const texts = listed('csv tsv txt json geojson topojson ndjson jsonl jsonld xml kml gml gpx rdf ttl nt owl md yaml yml sql prj qml sld svg html htm');
const pages = listed('html htm xhtml mht mhtml');

const hex = (text: string) => Buffer.from(text, 'hex');
const zip = [hex('504b0304'), hex('504b0506')];
const compound = [hex('d0cf11e0a1b11ae1')];
/** How files of these names begin. Old workbooks are often new ones under the old name, which every program opens. */
const beginnings: Readonly<Record<string, readonly Buffer[]>> = {
  pdf: [Buffer.from('%PDF')], png: [hex('89504e470d0a')], jpg: [hex('ffd8ff')], jpeg: [hex('ffd8ff')], gif: [Buffer.from('GIF8')], tif: [hex('49492a00'), hex('4d4d002a'), hex('49492b00')], tiff: [hex('49492a00'), hex('4d4d002a'), hex('49492b00')],
  zip, kmz: zip, shz: zip, xlsx: zip, docx: zip, pptx: zip, ods: zip, odt: zip, odp: zip, gz: [hex('1f8b')], '7z': [hex('377abcaf271c')], rar: [Buffer.from('Rar!')], parquet: [Buffer.from('PAR1')],
  gpkg: [Buffer.from('SQLite format 3\0')], sqlite: [Buffer.from('SQLite format 3\0')], xls: [...compound, ...zip], doc: [...compound, ...zip, Buffer.from('{\\rtf')], ppt: [...compound, ...zip],
};
const programBeginnings = [hex('7f454c46'), hex('cafebabe'), hex('feedface'), hex('feedfacf'), hex('cefaedfe'), hex('cffaedfe'), Buffer.from('#!')];

/** So many first bytes say what a file is. */
export const HEAD_BYTES = 4096;

/**
 * Looks at what a file is called and how it begins: programs are refused whatever they are called, and content that is not what its name says.
 *
 * @param name as `fileNameOf` gives it. @param head the first {@link HEAD_BYTES}, fewer when the file ends before.
 * @returns null when it may be kept.
 */
export function judgeFile(name: string, head: Buffer): FileFault | null {
  const extension = extensionOf(name);
  if (head.length === 0) return { th: 'ไฟล์ว่าง ไม่มีข้อมูล', en: 'The file is empty.' };
  if (programs.has(extension) || isProgram(head)) return { th: `“${name}” เป็นโปรแกรมหรือมีมาโคร ไม่ใช่ไฟล์ข้อมูล`, en: `"${name}" is a program or holds macros; it is no data file.` };
  if (!pages.has(extension) && isPage(head)) return { th: `เนื้อไฟล์ “${name}” เป็นหน้าเว็บ ไม่ใช่ข้อมูล มักเป็นหน้าลงชื่อเข้าใช้ที่บันทึกมาแทนไฟล์`, en: `The content of "${name}" is a web page, not data; often a sign-in page that was saved instead of the file.` };
  const expected = beginnings[extension];
  if (expected && !expected.some((begin) => begins(head, begin))) return { th: `เนื้อไฟล์ “${name}” ไม่ใช่ ${extension.toUpperCase()} ตามนามสกุล`, en: `The content of "${name}" is not ${extension.toUpperCase()} as its name says.` };
  if (texts.has(extension) && isBinary(head)) return { th: `“${name}” ควรเป็นข้อความ แต่เนื้อไฟล์ไม่ใช่ข้อความ`, en: `"${name}" should be text, but its content is not.` };
  return null;
}

/** Lower case, without the dot; empty when the name has none. */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

const begins = (head: Buffer, begin: Buffer): boolean => head.subarray(0, begin.length).equals(begin);

/** `MZ` begins programs of Windows, and perhaps a text; the program says further on where its header lies. */
function isProgram(head: Buffer): boolean {
  if (programBeginnings.some((begin) => begins(head, begin))) return true;
  if (!begins(head, Buffer.from('MZ')) || head.length < 64) return false;
  const at = head.readUInt32LE(60);
  return head.includes(0) && (at + 4 > head.length || head.subarray(at, at + 2).equals(Buffer.from('PE')));
}

const isPage = (head: Buffer): boolean => /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|script[\s>])/i.test(head.toString('latin1').replace(/\0/g, ''));

/** Zeros are in no text but UTF-16, which begins with its mark. */
const isBinary = (head: Buffer): boolean => head.includes(0) && !begins(head, hex('fffe')) && !begins(head, hex('feff'));
