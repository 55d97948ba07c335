import { addDays } from '@saphan/contracts/dates';
import type { StatementPage } from '../../../api/statement-queries.ts';

/** The exchanges of a statement's pair on its day, narrowed further: the search of the list behind a figure. */
export const listOfDay = ({ day, consumer, provider }: StatementPage, more: Record<string, string> = {}) => ({ from: day, to: addDays(day, 1), consumer, provider, ...more });
