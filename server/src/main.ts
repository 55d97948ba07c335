import { runCommands } from '#app/commands.ts';

process.exitCode = await runCommands(process.argv.slice(2), async () => ({ modules: [], workers: [] }));
