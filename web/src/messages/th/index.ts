import { board } from './board.ts';
import { dataset } from './dataset.ts';
import { datasets } from './datasets.ts';
import { problems } from './problems.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';

/** Thai is the first language: its keys are the measure, and English must have exactly these. */
export const th = { shell, problems, states, board, datasets, dataset };
export type Messages = typeof th;
