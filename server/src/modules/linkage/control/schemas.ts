import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

export const PauseOfRuns = Type.Object({
  paused: nullable(Type.Object({ at: Type.String({ description: 'ISO 8601, UTC' }), by: Type.String(), reason: Type.String() }, { description: 'null while workers claim runs.' })),
});
