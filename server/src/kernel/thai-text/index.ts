/** How Thai (and English beside it) is read, for every search of the house. */
export { dictionaryForm, emptyDictionary, makeDictionary, type Dictionary } from './dictionary.ts';
export { distance, grams } from './grams.ts';
export { highlight, type Highlight } from './highlight.ts';
export { normalise, normaliseWithPlaces } from './normalise.ts';
export { segmentThai, type Segment } from './segment.ts';
export { tokenise, type Token } from './tokenise.ts';
