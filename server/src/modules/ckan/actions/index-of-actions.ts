import { notFound } from '../errors.ts';
import { policies } from '../policies.ts';
import type { Action } from './action.ts';
import { datastoreActions } from './datastore-actions.ts';
import { groupActions } from './group-actions.ts';
import { houseActions } from './house-actions.ts';
import { organisationActions } from './organisation-actions.ts';
import { packageActions } from './package-actions.ts';
import { resourceActions } from './resource-actions.ts';
import { needText } from './values.ts';
import { wordActions } from './word-actions.ts';

const help: Action = {
  name: 'help_show', reads: true, policy: policies['read-catalogue'], help: 'คำสั่งนี้ทำอะไร · What an action does: name.',
  run: async ({ args }) => {
    const name = needText(args, 'name');
    const found = actions.get(name);
    if (!found) throw notFound(`Action "${name.slice(0, 100)}" was not found.`);
    return found.help;
  },
};

/** Every action of the API by its name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [help, ...houseActions, ...packageActions, ...resourceActions, ...wordActions, ...organisationActions, ...groupActions, ...datastoreActions].map((action) => [action.name, action]));
