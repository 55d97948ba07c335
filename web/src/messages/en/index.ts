import type { Messages } from '../th/index.ts';
import { board } from './board.ts';
import { dataset } from './dataset.ts';
import { datasets } from './datasets.ts';
import { problems } from './problems.ts';
import { link } from './link.ts';
import { quarantine } from './quarantine.ts';
import { quick } from './quick.ts';
import { run } from './run.ts';
import { runs } from './runs.ts';
import { sources } from './sources.ts';
import { upload } from './upload.ts';
import { shell } from './shell.ts';
import { states } from './states.ts';

export const en: Messages = { shell, problems, states, board, datasets, dataset, upload, link, run, runs, quarantine, quick, sources };
