import type Provider from 'oidc-provider';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db.ts';
import { acrOf, type LiveSession } from '#modules/identity/index.ts';
import { belongsToAgency } from '../provider/account.sql.gen.ts';
import { findRegisteredClient, type FindRegisteredClientRow } from '../clients/registered.sql.gen.ts';
import { problem } from '../errors.ts';
import { epochOf, liveSessionOf } from '../provider/live.ts';
import { pairwiseIdentifierOf } from '../provider/find-account.ts';
import { languageOf } from '../provider/logout-page.ts';
import type { SignonPorts } from '../ports.ts';
import { findInteraction, type Interaction } from './find.ts';
import { isOpen, needsOf, type Needs } from './step.ts';

export interface Asking { request: FastifyRequest; reply: FastifyReply }
export interface Found { interaction: Interaction; live: LiveSession | null; client: FindRegisteredClientRow; needs: Needs }

/** Everything about one interaction: who waits, who is here, what is missing. */
export async function openInteraction(ports: SignonPorts, provider: Provider, asking: Asking, uid: string): Promise<Found> {
  const interaction = await findInteraction(provider, asking, uid);
  const live = await liveSessionOf(ports.db, asking.request.raw);
  const client = await ports.db.one((tx) => findRegisteredClient(tx, { id: String(interaction.params['client_id']) }));
  if (!client) throw problem('interaction-not-found');
  const known = await provider.Client.find(client.id);
  const subOf = (accountId: string) => known?.subjectType === 'pairwise' ? pairwiseIdentifierOf(ports)(undefined, accountId, known) : accountId;
  return { interaction, live, client, needs: needsOf(interaction, live, { minAal: client.min_aal, minIal: client.min_ial, subOf }, new Date()) };
}

/** Where the browser goes next: back to the provider when nothing is left to ask, else to the page that asks. */
export async function nextAddress(ports: SignonPorts, provider: Provider, asking: Asking, found: Found): Promise<string> {
  const { interaction, live, client, needs } = found;
  const page = `/${languageOf(interaction.params['ui_locales'])}`;
  if (!live || isOpen(needs)) return `${page}/sign-in?interaction=${interaction.uid}`;
  const result = { request: asking.request.raw, response: asking.reply.raw };
  if (!(await mayUse(ports.db, client, live))) return provider.interactionResult(result.request, result.response, { error: 'access_denied', error_description: 'the service is not open yet' }, { mergeWithLastSubmission: false });
  if (interaction.prompt.name === 'consent' && interaction.session?.accountId === live.accountId) return `${page}/consent/${interaction.uid}`;
  const login = { accountId: live.accountId, acr: acrOf(live), amr: [...live.methods], ts: epochOf(live.authenticatedAt), remember: false };
  return provider.interactionResult(result.request, result.response, { login });
}

/** A service that is not live is open to the people of its own agency only. */
async function mayUse(db: Database, client: FindRegisteredClientRow, live: LiveSession): Promise<boolean> {
  if (client.state === 'live' || client.owner_account_id === live.accountId || client.agency_id === null) return true;
  return (await db.one((tx) => belongsToAgency(tx, { account_id: live.accountId, agency_id: client.agency_id }))) !== null;
}
