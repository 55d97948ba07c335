import type { MessageStructureObject } from 'imapflow';
import { listedNameTest } from '../files/name-pattern.ts';
import { mailProblem } from './problems.ts';

/** A file in a mail, as the mail server describes it. */
export interface Attachment {
  /** Without folders, decoded. */
  readonly name: string;
  /** Number of the part within the mail; `TEXT` when the mail is nothing else. */
  readonly part: string;
  readonly encoding: string;
  /** Bytes as they lie in the mail, encoded. */
  readonly encodedBytes: number;
}

const MOST_PARTS = 200;
const DEEPEST = 20;
/** Names of files that are made to hold macros. */
const macroNames = /\.(xlsm|xlsb|xltm|xlam|xla|docm|dotm|pptm)$/i;

/**
 * The one attachment that fits, or null when there is none. Forwarded mails inside are not opened, and pictures that belong to the text are no attachments.
 * @throws `connectors.several-attachments`, `connectors.macro-refused`, `connectors.winmail-refused`, `connectors.mail-too-complex`, `connectors.name-refused`.
 */
export function attachmentOf(structure: MessageStructureObject | undefined, pattern: string): Attachment | null {
  const leaves = structure ? leavesOf(structure) : [];
  const fits = listedNameTest(pattern);
  const found = leaves.flatMap((leaf) => { const name = nameOf(leaf); return name !== null && !isPicture(leaf) && fits(name) ? [{ leaf, name }] : []; }).filter(({ leaf, name }) => !isWinmail(leaf, name));
  const [first, ...others] = found;
  if (others.length > 0) {
    const names = found.map(({ name }) => name).slice(0, 20);
    throw mailProblem('several-attachments', { names, detailTh: `พบ ${names.join(' · ')}`, detailEn: `Found ${names.join(' · ')}.` });
  }
  if (!first && leaves.some((leaf) => isWinmail(leaf, nameOf(leaf)))) throw mailProblem('winmail-refused');
  if (!first) return null;
  if (macroNames.test(first.name)) throw macroRefused(first.name);
  return { name: first.name, part: first.leaf.part ?? 'TEXT', encoding: (first.leaf.encoding ?? '7bit').toLowerCase(), encodedBytes: first.leaf.size ?? 0 };
}

/** `connectors.macro-refused`, with the name of the file. */
export function macroRefused(name: string): Error {
  return mailProblem('macro-refused', { name, detailTh: name, detailEn: `${name}.` });
}

function leavesOf(whole: MessageStructureObject): MessageStructureObject[] {
  const found: MessageStructureObject[] = [];
  const walk = (node: MessageStructureObject, depth: number): void => {
    if (depth > DEEPEST || found.length > MOST_PARTS) throw mailProblem('mail-too-complex', { parts: MOST_PARTS, depth: DEEPEST });
    if (node.childNodes && node.type.toLowerCase() !== 'message/rfc822') for (const child of node.childNodes) walk(child, depth + 1);
    else found.push(node);
  };
  walk(whole, 0);
  return found;
}

function nameOf({ dispositionParameters, parameters }: MessageStructureObject): string | null {
  const name = dispositionParameters?.['filename'] ?? parameters?.['name'];
  return typeof name === 'string' && name !== '' ? name : null;
}

function isPicture({ type, disposition, id }: MessageStructureObject): boolean {
  return type.toLowerCase().startsWith('image/') && (disposition?.toLowerCase() === 'inline' || id !== undefined);
}

function isWinmail({ type }: MessageStructureObject, name: string | null): boolean {
  return /^application\/(vnd\.)?ms-tnef$/i.test(type) || name?.toLowerCase() === 'winmail.dat';
}
