/** The one source of "now"; tests set it, nothing else does. */
export interface Clock { now(): Date }

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands at a moment until told to move. */
export function standingClock(at: string): Clock & { set(at: string): void } {
  let moment = new Date(at);
  return { now: () => moment, set: (next) => { moment = new Date(next); } };
}
