import { openPromise } from 'yauzl';

const mostNames = 2_000;

/**
 * Tells an archive's kind by the names in its directory: its first bytes may be those of a workbook packed into it.
 * @returns null when the directory cannot be read.
 */
export async function sniffArchive(path: string): Promise<'xlsx' | 'xlsb' | 'ods' | 'word' | 'slides' | 'zip' | null> {
  const names = await namesIn(path);
  if (names === null) return null;
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (names.includes('xl/workbook.bin')) return 'xlsb';
  if (has('xl/')) return 'xlsx';
  if (has('word/')) return 'word';
  if (has('ppt/')) return 'slides';
  if (names.includes('mimetype') && names.includes('content.xml')) return 'ods';
  return names.includes('[Content_Types].xml') ? 'xlsx' : 'zip';
}

async function namesIn(path: string): Promise<string[] | null> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true }).catch(() => null);
  if (!zip) return null;
  const names: string[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (names.length >= mostNames) break;
    }
    return names;
  } catch {
    return names.length > 0 ? names : ['']; // a name that is refused: an archive, whatever it holds
  } finally {
    zip.close();
  }
}
