export { readHeader, resolveHeader, type ResolvedHeader } from './header.ts';
export { sieve, type SieveInput, type SieveProgress, type SieveResult } from './sieve.ts';
export { sieveFile, type FileSieve } from './sieve-file.ts';
export { readPart as readFilePart } from './split-file.ts';
