import type { Actor, Policy, Role } from '#kernel/policy.ts';
import { policies } from '../policies.ts';

/** Every role that somebody has; an actor that is no principal has the one it is named by. */
const rolesOf = (actor: Actor): readonly Role[] => (actor as { roles?: readonly Role[] }).roles ?? [actor.role];

export const may = (actor: Actor, policy: Policy): boolean => rolesOf(actor).some((role) => policy.roles.includes(role))
  || ((actor as { powers?: readonly string[] }).powers ?? []).includes(policy.name);

export const isOperator = (actor: Actor): boolean => rolesOf(actor).includes('operator');
export const mayPublish = (actor: Actor): boolean => may(actor, policies['publish-record']);
