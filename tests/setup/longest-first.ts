import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short files that take a minute or more: they start whole houses, or gather suites. Vitest begins with the largest files and would leave one of these for the end, alone on one core. */
const LONGEST = [
  'tests/acceptance/acceptance.test.ts', 'tests/journeys/journeys.test.ts', 'tests/journeys/', 'tests/acceptance/', 'server/src/app/up.slow.test.ts',
  'sieve/sieve.property.test.ts', 'tests/architecture/imports.test.ts', 'datastore/datastore.test.ts', 'sample/load.test.ts',
];
const place = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((part) => moduleId.includes(part));
  return at < 0 ? LONGEST.length : at;
};

/** A worker is kept for the next file only when that is of the same project: projects stand together, the one of whole houses first, the one of the shortest files last. */
const PROJECTS = ['house', 'rooms', 'pure'];
const rank = ({ project }: TestSpecification): number => PROJECTS.indexOf(project.name);

/** Begins with the files that take longest, in the order of the list; the others as Vitest orders them: by what they took last time, or by size in a fresh clone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b) || place(a) - place(b));
  }
}
