import { formatThaiDate } from '@saphan/contracts/dates';
import type { DataService } from '../../../api/data-service-queries.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { Badge } from '../../../ui/badge.tsx';

const glyphs = { draft: 'plan', test: 'info', live: 'ok', deprecated: 'warn', retired: 'idle' } as const;
export const serviceStates = ['draft', 'test', 'live', 'deprecated', 'retired'] as const;

/** State of a service in words, with the day it ends. */
export function ServiceState({ service }: { service: Pick<DataService, 'state' | 'sunsetOn'> }) {
  const { dataServices: words } = useMessages();
  const lang = useLang();
  return <Badge glyph={glyphs[service.state]}>{words.states[service.state]}{service.sunsetOn && ` · ${words.sunset({ date: formatThaiDate(service.sunsetOn, { lang }) })}`}</Badge>;
}

/** Class of the data, and whether it tells about persons. */
export function ServiceLevel({ service }: { service: Pick<DataService, 'classification' | 'isPersonal'> }) {
  const { dataServices: words } = useMessages();
  return <><Badge>{words.levels[service.classification]}</Badge>{service.isPersonal && <Badge tone="warn">{words.personal}</Badge>}</>;
}

/** How a service answers. */
export function useServiceKind(): (service: Pick<DataService, 'kind' | 'hostedKind'>) => string {
  const { dataServices: words } = useMessages();
  return ({ kind, hostedKind }) => (hostedKind ? `${words.kinds[kind]} · ${words.hostedKinds[hostedKind]}` : words.kinds[kind]);
}
