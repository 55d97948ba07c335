import { isProblemDocument, type ProblemDocument } from '@saphan/contracts/problem';

/** How sure the server must be of the person, as its refusal says. */
export interface Needed { aal?: number; ial?: number; freshMinutes?: number; phishingResistant?: boolean }

/** Whoever can ask the person at the screen; the shell is one. */
export interface Doorkeeper {
  /** Leads to the sign-in page, and back here afterwards. */
  signIn(): void;
  /** Asks to confirm; true when it was confirmed and the request may be sent again. */
  confirm(needed: Needed): Promise<boolean>;
}

let doorkeeper: Doorkeeper | null = null;
let isLeaving = false;

/** Opens a page anew after signing out. Answers that still come in for nobody lead nowhere else meanwhile. */
export function leaveTo(address: string): void {
  isLeaving = true;
  addEventListener('pageshow', () => { isLeaving = false; }, { once: true });
  location.assign(address);
}
let confirming: Promise<boolean> | null = null;

/** Names who asks the person; null when nobody is there to ask. */
export function setDoorkeeper(asked: Doorkeeper | null): void {
  doorkeeper = asked;
}

/** The header that says "from our own page"; no other site can send it. */
export const ownPage = { 'x-saphan': '1' };

/**
 * `fetch` that knows the house's two ways of saying "who are you": a read without a session leads to the sign-in page, and whatever needs a
 * fresh or stronger proof asks for it and is sent again once.
 */
export async function houseFetch(input: Request | string, init: RequestInit = {}): Promise<Response> {
  const send = () => (typeof input === 'string' ? fetch(input, { ...init, headers: { ...init.headers, ...ownPage } }) : fetch(input.clone()));
  const answer = await send();
  if (!doorkeeper || (answer.status !== 401 && answer.status !== 403)) return answer;
  const refusal = await readRefusal(answer);
  if (refusal?.code === 'kernel.step-up-needed') return (await confirmOnce(doorkeeper, refusal as unknown as Needed)) ? send() : answer;
  const reads = (typeof input === 'string' ? init.method ?? 'GET' : input.method) === 'GET';
  if (!isLeaving && reads && (refusal?.code === 'kernel.sign-in-needed' || refusal?.code === 'kernel.persona-needed')) doorkeeper.signIn();
  return answer;
}

async function readRefusal(answer: Response): Promise<ProblemDocument | null> {
  const read: unknown = await answer.clone().json().catch(() => null);
  return isProblemDocument(read) ? read : null;
}

/** Several requests may ask at once; the person is asked one time. */
function confirmOnce(asked: Doorkeeper, needed: Needed): Promise<boolean> {
  confirming ??= asked.confirm(needed).finally(() => { confirming = null; });
  return confirming;
}
