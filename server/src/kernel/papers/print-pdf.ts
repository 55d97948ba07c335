import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Look } from './look.ts';
import type { Paper } from './paper.ts';
import { typstInput } from './typst-input.ts';

const template = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');
/** Typst may read what lies in its workspace: a folder that does not exist. */
const workspace = fileURLToPath(new URL('./nothing-lies-here/', import.meta.url));
const main = join(workspace, 'paper.typ');
const data = join(workspace, 'paper.json');
const missing = '□';
/** Pages kept by Typst after a print: the next letter is faster, memory stays bounded. */
const KEPT_PRINTS = 4;

/** Why Typst refused; a fault of the template, never of a paper. */
export class TypstRefusal extends Error {}

/**
 * Prints papers as PDF/A-3a (ISO 19005-3) with their figures inside. Holds a compiler of its own; takes the thread while it prints.
 *
 * @throws {@link TypstRefusal}
 */
export function openPdfPrinter({ regular, bold, own, garuda }: Look): (paper: Paper) => Buffer {
  const { letters } = regular;
  const sign = letters.has(0x25a1) ? missing : letters.has(0xfffd) ? '\ufffd' : '?';
  const printable = (text: string) => Array.from(text, (letter) => (letters.has(letter.codePointAt(0) as number) ? letter : sign)).join('');
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [regular.bytes, bold.bytes] }] });
  compiler.addSource(main, template);
  if (garuda) compiler.mapShadow(join(workspace, `garuda.${garuda.kind}`), garuda.bytes);
  const look = { font: regular.family, own, garuda: garuda && `/garuda.${garuda.kind}` };
  return (paper) => {
    compiler.mapShadow(data, Buffer.from(JSON.stringify({ ...typstInput(paper, printable), ...look })));
    const compiled = compiler.compile({ mainFilePath: main });
    if (!compiled.result) throw new TypstRefusal(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason'));
    const bytes = compiler.pdf(compiled.result, { pdfStandard: 'a-3a' });
    compiler.evictCache(KEPT_PRINTS);
    return bytes;
  };
}
