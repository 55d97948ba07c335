// Migrates the database that DATABASE_URL names, for the generators and for trying things out.
import { migrate } from '../server/src/kernel/migrate.ts';
import { openDatabase } from '../server/src/kernel/db.ts';
import { openLog } from '../server/src/kernel/log.ts';
import { moduleFolders } from '../server/src/app/module-folders.ts';

const db = openDatabase(process.env['DATABASE_URL'] ?? '', { log: openLog('tool', 'warn') });
console.log((await migrate(db, moduleFolders)).join('\n') || 'nothing to do');
await db.close();
