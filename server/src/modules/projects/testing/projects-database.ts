import { testDatabase, type TestDatabase } from '#kernel/testing/database.ts';

const folder = (path: string) => new URL(path, import.meta.url);

/** A database with projects and all below it, and the views of lake that plans reads. */
export const projectsDatabase = (): Promise<TestDatabase> => testDatabase([
  { name: 'calendar', migrations: folder('../../calendar/migrations/') },
  { name: 'lake', migrations: folder('../../plans/testing/lake-views/') },
  { name: 'organisations', migrations: folder('../../organisations/migrations/') },
  { name: 'catalog', migrations: folder('../../catalog/migrations/') },
  { name: 'plans', migrations: folder('../../plans/migrations/') },
  { name: 'projects', migrations: folder('../migrations/') },
]);
