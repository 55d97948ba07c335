import { readFileSync } from 'node:fs';
import { groupCitizenId } from '@saphan/contracts/thai-id';
import { citizens } from './citizens.ts';

/** Style of the page; its own file, because the house's content policy allows no style inside a page. */
export const pageStyle = `
@font-face { font-family: "Plex Thai"; src: url("./font-thai.woff2") format("woff2"); unicode-range: U+0E01-0E5B, U+200C-200D, U+25CC; }
:root { color-scheme: light dark; font: 18px/1.6 "Plex Thai", "Noto Sans Thai", system-ui, sans-serif; }
body { margin: 0; } main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem; }
.sim { background: #7a2e00; color: #fff; padding: .6rem 1rem; text-align: center; font-weight: 600; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } p { margin: .25rem 0 1rem; }
ul { list-style: none; padding: 0; margin: 0 0 1rem; display: grid; gap: .5rem; }
a { color: inherit; } li a { display: block; padding: .7rem 1rem; border: 1px solid GrayText; border-radius: .5rem; text-decoration: none; }
li a:hover, li a:focus-visible { outline: 3px solid #3f51b5; } small { display: block; opacity: .8; }
`;

/** The house's own Thai letters: not every machine has any. */
export const thaiFont = (): Buffer => readFileSync(new URL('../../web/src/fonts/plex-thai-thai-400.woff2', import.meta.url));

/** The page where one says as whom to come back; links and no form, so that what follows may lead to any service. */
export function choicePage(base: string, uid: string): string {
  const items = citizens.map(({ pid, title, given, family, givenEn, familyEn, ial }, i) => `<li><a href="${base}/choose/${uid}/${i + 1}">${title}${given} ${family} · <span lang="en">${givenEn} ${familyEn}</span><small>${groupCitizenId(pid)} · IAL ${ial}</small></a></li>`);
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>ThaiD จำลอง · ThaiD simulator</title><link rel="stylesheet" href="${base}/page.css"></head><body>
<header class="sim">จำลอง ไม่ใช่ระบบของกรมการปกครอง · <span lang="en">Simulation, not the Department of Provincial Administration</span></header>
<main><h1>เลือกว่าจะเป็นใคร · <span lang="en">Choose who to be</span></h1><p>ทุกคนในรายการนี้สมมุติขึ้น · <span lang="en">Everybody in this list is invented</span></p>
<ul>${items.join('')}</ul><p><a href="${base}/choose/${uid}/decline">ไม่ยินยอม กลับไปที่เดิม · <span lang="en">Decline and go back</span></a></p></main></body></html>`;
}
