import { encodingExists } from 'iconv-lite';

/** What the driver knows of collations; brought with it at its first use. */
export interface Collations { Collation: { fromBuffer(bytes: Buffer): { codepage: string | undefined } } }

/**
 * The code page of text by its collation's five bytes (MS-TDS §2.2.5.1.2): `Thai_CI_AS` is CP874, also where a server of another language holds the
 * column; `…_UTF8` is UTF-8.
 */
export function codePages({ Collation }: Collations): (collation: Buffer) => string | undefined {
  return (collation) => {
    const page = Collation.fromBuffer(collation).codepage;
    return page && encodingExists(page) ? page : undefined;
  };
}
