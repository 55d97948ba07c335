import { formatThaiDate } from '@saphan/contracts/dates';
import { notProvedBy, sentenceOf } from '@saphan/contracts/receipts/sentences';
import type { Verdict } from '@saphan/contracts/receipts/verify-receipt';
import { receipts as en } from '../../../messages/en/receipts.ts';
import { receipts as th } from '../../../messages/th/receipts.ts';
import { readReceipt, type Reading } from '../read-receipt.ts';

/** The page that verifies receipts, as one file that opens without a server: no framework, both languages at once. */
const marks = { passed: '✓', failed: '✗', absent: '–' } as const;

function element(tag: string, text: string, lang?: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}

/** Thai, with English below. */
function both(tag: string, thai: string, english: string): HTMLElement {
  const made = element(tag, thai);
  made.append(element('small', english, 'en'));
  return made;
}

function listOf(items: readonly HTMLElement[]): HTMLElement {
  const list = document.createElement('ul');
  list.append(...items);
  return list;
}

function showVerdict(place: HTMLElement, name: string, verdict: Verdict): void {
  const result = both('h2', verdict.ok ? `✓ ${th.good}` : `✗ ${th.bad}`, verdict.ok ? en.good : en.bad);
  result.className = verdict.ok ? 'good' : 'bad';
  const checks = verdict.checks.map((check) => {
    const said = sentenceOf(check);
    const item = both('li', `${marks[check.state]} ${said.th}`, `${said.en}${check.detail === null ? '' : ` — ${check.detail}`}`);
    item.className = check.state;
    return item;
  });
  place.replaceChildren(result, element('p', name));
  const { facts } = verdict;
  if (facts) {
    const lines = [
      [`${th.facts.at} ${formatThaiDate(facts.at, { style: 'withTime', lang: 'th' })}`, `${en.facts.at} ${facts.at}`], [`${th.facts.client} ${facts.client ?? '–'}`, en.facts.client], [`${th.facts.request} ${facts.method ?? ''} ${facts.targetUri ?? ''}`, en.facts.request],
      [`${th.facts.purpose} ${facts.purpose ?? '–'}`, en.facts.purpose], [`${th.facts.agreement} ${facts.agreement ?? '–'}`, en.facts.agreement], [`${th.facts.status} ${facts.status}`, en.facts.status], [`${th.facts.assurance} ${facts.assurance}`, en.facts.assurance],
      ...facts.keys.map(({ signer, kid }) => [`${th.signers[signer]} ${kid}`, `${en.signers[signer]}: ${en.keysNote}`]),
    ] as const;
    place.append(both('h3', th.about, en.about), listOf(lines.map(([thai, english]) => both('li', thai as string, english as string))));
  }
  place.append(both('h3', th.checks, en.checks), listOf(checks), both('h3', th.notProved, en.notProved), listOf(notProvedBy(verdict).map((each) => both('li', each.th, each.en))));
}

function show(place: HTMLElement, reading: Reading): void {
  if (reading.what === 'verdict') return showVerdict(place, reading.name, reading.verdict);
  const [thai, english] = reading.what === 'no-ed25519' ? [`${th.noEd25519} ${th.noEd25519Next}`, `${en.noEd25519}. ${en.noEd25519Next}`]
    : reading.what === 'no-receipt' ? [`${th.noReceipt} ${th.noReceiptNext}`, `${en.noReceipt}. ${en.noReceiptNext}`] : [th.unreadable({ name: reading.name }), en.unreadable({ name: reading.name })];
  const result = both('h2', `✗ ${thai}`, english);
  result.className = 'bad';
  place.replaceChildren(result);
}

function start(): void {
  const [chooser, place] = [document.getElementById('files') as HTMLInputElement, document.getElementById('result') as HTMLElement];
  document.title = th.title;
  (document.getElementById('title') as HTMLElement).replaceChildren(th.title, element('small', en.title, 'en'));
  (document.getElementById('label') as HTMLElement).replaceChildren(th.drop, element('small', `${en.drop}. ${en.dropHint}`, 'en'));
  (document.getElementById('hint') as HTMLElement).textContent = th.dropHint;
  const read = (files: readonly File[]) => { if (files.length > 0) void readReceipt(files).then((reading) => { show(place, reading); }); };
  chooser.addEventListener('change', () => { read([...chooser.files ?? []]); });
  document.addEventListener('dragover', (event) => { event.preventDefault(); });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    read([...event.dataTransfer?.files ?? []]);
  });
}

start();
