import type { Plugin } from 'vite';
import { aria, datePlaceholders } from './src/messages/th/aria.ts';

const from = import.meta.dirname + '/src/messages/th/aria.ts';
const dictionary = /[\\/](react-aria|react-stately|react-aria-components)[\\/]dist[\\/]private[\\/](?:([a-z]+)[\\/])?intlStrings\.mjs$/;
const sentences = /[\\/](react-aria|react-stately|react-aria-components)[\\/]dist[\\/]private[\\/]intl[\\/](?:([a-z]+)[\\/])?en-US\.mjs$/;
const placeholders = /[\\/]react-stately[\\/]dist[\\/]private[\\/]datepicker[\\/]placeholders\.mjs$/;

/** The name in {@link aria} of a part of the library. */
function partOf([, library, part]: RegExpExecArray): string {
  return library === 'react-aria' ? part ?? library : library === 'react-stately' ? `stately-${part}` : library ?? '';
}

/**
 * Teaches React Aria Thai: its dictionaries are fixed lists of languages, so the build adds one entry to each.
 * Fails when a part that is in the bundle would speak English, or when a new version keeps its sentences elsewhere.
 */
export function teachThai(): Plugin {
  const taught = new Set<string>();
  return {
    name: 'saphan-aria-thai',
    transform(code, id) {
      if (placeholders.test(id)) { taught.add('placeholders'); return { code: code.replace(/^(\s*)en: \{/m, (all) => `th: ${JSON.stringify(datePlaceholders)},${all}`), map: null }; }
      const found = dictionary.exec(id);
      if (!found) return null;
      const part = partOf(found);
      taught.add(part);
      return { code: `import { aria as $thai } from ${JSON.stringify(from)};\n${code.replace('"en-US":', `"th-TH": $thai[${JSON.stringify(part)}], "en-US":`)}`, map: null };
    },
    generateBundle(_options, bundle) {
      const inUse = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.entries(file.modules) : [])).filter(([, { renderedLength }]) => renderedLength > 0)
        .flatMap(([id]) => { const found = sentences.exec(id); return found ? [partOf(found)] : []; });
      const silent = inUse.filter((part) => !aria[part]);
      if (silent.length > 0) this.error(`React Aria would speak English in Thai pages: say ${silent.join(', ')} in web/src/messages/th/aria.ts`);
      if (inUse.length === 0 || !taught.has('datepicker') || !taught.has('placeholders')) this.error('React Aria keeps its sentences elsewhere now: see web/aria-thai.ts');
    },
  };
}
