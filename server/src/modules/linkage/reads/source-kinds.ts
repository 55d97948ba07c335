import { Type, type Static } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Connector } from '../ports.ts';
import { mapSettings } from '../settings/map-settings.ts';

const said = { th: Type.String(), en: Type.String() };
const SourceKindView = Type.Object({
  kind: Type.String(), title: Type.Object(said),
  preparation: Type.Object({ ...said, commands: textOrNull }, { description: 'What the administrator of the source has to prepare, least rights first.' }),
  reads: Type.Object({
    cursor: Type.Boolean({ description: 'Whether it can be asked for the rows behind a value of a column only.' }), changes: Type.Boolean({ description: 'Whether it can tell every change, deletions too.' }),
    buckets: Type.Boolean({ description: 'Whether deleted rows are found by comparing hashes of its keys.' }),
  }),
  settings: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description: 'JSON Schema of the settings. Each one says what people call it (`th`, `en`, `hintTh`, `hintEn`); a `secret` one is sealed and never answered.' }),
});
export const SourceKindList = Type.Object({ items: Type.Array(SourceKindView) });

/** Kinds of source in the order in which the house joined them, each with what its settings are called. */
export function viewSourceKinds({ connectors }: Pick<LinkagePorts, 'connectors'>): Static<typeof SourceKindView>[] {
  return [...connectors.values()].map(viewKind);
}

function viewKind({ kind, title, preparation, reads, configSchema, secretFields }: Connector<any>): Static<typeof SourceKindView> {
  return {
    kind, title, preparation: { ...preparation, commands: preparation.commands ?? null }, reads: { cursor: reads?.cursor ?? false, changes: reads?.changes ?? false, buckets: reads?.buckets ?? false },
    settings: { ...mapSettings(configSchema, (name, setting) => (secretFields.includes(name) ? { ...setting, secret: true } : setting)) },
  };
}
