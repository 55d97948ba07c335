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
import { signIn } from './sign-in.ts';
import { account } from './account.ts';
import { consent } from './consent.ts';
import { launcher } from './launcher.ts';
import { accounts } from './accounts.ts';
import { admin } from './admin.ts';
import { people } from './people.ts';
import { reviews } from './reviews.ts';
import { rights } from './rights.ts';
import { security } from './security.ts';
import { services } from './services.ts';
import { states } from './states.ts';

/** Thai is the first language: its keys are the measure, and English must have exactly these. */
export const th = { shell, problems, states, board, datasets, dataset, upload, link, run, runs, quarantine, quick, sources, signIn, account, consent, launcher, admin, people, accounts, services, security, rights, reviews };
export type Messages = typeof th;
