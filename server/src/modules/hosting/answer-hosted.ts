import { answerAggregate } from './aggregate/answer-aggregate.ts';
import { answerLookup } from './answers/answer-lookup.ts';
import { answerPredicate } from './answers/answer-predicate.ts';
import { answerRows } from './answers/answer-rows.ts';
import { answerFile, answerManifest } from './bulk/answer-bulk.ts';
import type { HostedAnswer, HostedCall, HostedKind } from './call.ts';
import { hostingProblem } from './errors.ts';
import { offerOf, type Offer } from './offers/offer.ts';
import type { HostingPorts } from './ports.ts';

type Answer = (ports: HostingPorts, offer: Offer, call: HostedCall) => Promise<HostedAnswer>;

/** Operations of each kind, by the `operationId` of its OpenAPI document. */
const answers: Record<HostedKind, Readonly<Record<string, Answer>>> = {
  rows: { listRows: answerRows },
  lookup: { lookupRecord: answerLookup, readRecord: answerLookup },
  predicate: { askPredicate: answerPredicate },
  aggregate: { readAggregate: answerAggregate },
  bulk: { getBulkManifest: answerManifest, downloadBulkFile: answerFile },
};

/**
 * Answers one call of a hosted service from the release that is served now, within what the grant gives: fields and rows are bounded in SQL.
 * Every answer names the release (`exchange-release: <dataset>/<number>`) and its content hash (`exchange-release-hash`).
 *
 * @throws problems of `hosting`, for the gateway to sign.
 */
export async function answerHosted(ports: HostingPorts, call: HostedCall): Promise<HostedAnswer> {
  const offer = await offerOf(ports, call.service.id);
  const kind = answers[offer.kind];
  const answer = Object.hasOwn(kind, call.operationId) ? kind[call.operationId] : undefined;
  if (!answer) throw hostingProblem('operation-unknown', { operationId: call.operationId.slice(0, 63) });
  return answer(ports, offer, call);
}
