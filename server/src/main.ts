import { runCommands } from '#app/commands.ts';

process.exitCode = await runCommands(process.argv.slice(2), async (surroundings) => (await import('#app/house.ts')).composeHouse(surroundings));
