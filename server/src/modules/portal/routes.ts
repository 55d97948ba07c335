import { joinParts, type ModulePart } from '#kernel/module.ts';
import { agenciesPart } from './agencies/part.ts';
import { demandPart } from './demand/part.ts';
import type { PortalPorts } from './ports.ts';
import { publishingPart } from './publishing/part.ts';
import { showcasePart } from './showcases/part.ts';
import { surveyPart } from './survey/part.ts';
import { topicPart } from './topics/part.ts';
import { usagePart } from './usage/part.ts';
import { WritingLimits } from './writing.ts';

/** Every folder of the portal as one part. */
export function portalParts(ports: PortalPorts): Required<ModulePart> {
  const limits = new WritingLimits(ports);
  return joinParts([demandPart(ports, limits), surveyPart, showcasePart(limits), topicPart, usagePart, publishingPart(ports), agenciesPart]);
}
