import { addUp, type Quality } from './check.ts';
import { checkContent } from './content-checks.ts';
import { checkMetadata, checkRules, checkTitle } from './record-checks.ts';
import { checkAccess, checkMachine } from './resource-checks.ts';
import type { Subject } from './subject.ts';
import { checkTimeliness } from './timeliness-check.ts';

/** Measures one dataset. Pure: the same subject at the same instant gives the same points. */
export function measure(subject: Subject, now: Date): Quality {
  return addUp([...checkMetadata(subject), ...checkTimeliness(subject, now), ...checkAccess(subject), ...checkMachine(subject), ...checkRules(subject), ...checkTitle(subject), ...checkContent(subject)]);
}
