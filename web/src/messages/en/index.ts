import type { Messages } from '../th/index.ts';
import { board } from './board.ts';
import { dataset } from './dataset.ts';
import { datasets } from './datasets.ts';
import { problems } from './problems.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';

export const en: Messages = { shell, problems, states, board, datasets, dataset };
