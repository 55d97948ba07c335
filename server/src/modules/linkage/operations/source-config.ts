import { settingFaults } from '@saphan/contracts/settings/setting-faults';
import { Value } from 'typebox/value';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Connector } from '../ports.ts';
import { mapSettings } from '../settings/map-settings.ts';

const PURPOSE = 'linkage.source';

/** Settings of a source as they lie in the register: secret fields sealed. */
export type SourceConfig = Record<string, unknown>;

/** The connector of a kind. Throws `linkage.source-kind-unknown`. */
export function connectorOf(ports: LinkagePorts, kind: string): Connector<any> {
  const connector = ports.connectors.get(kind);
  if (!connector) throw linkageProblem('source-kind-unknown', { kind, detailTh: `ไม่รู้จักต้นทางชนิด ${kind}`, detailEn: `There is no kind of source ${kind}.`, errors: [{ pointer: '/kind', th: 'เลือกชนิดจากรายการ', en: 'choose one of the kinds' }] });
  return connector;
}

/** Clear text of a sealed field of a source's configuration. */
export function openSourceSecret(ports: LinkagePorts, sealed: string): string {
  return openSecret(ports.masterKey, PURPOSE, sealed);
}

/** Checks settings in clear text and seals their secrets. Throws `linkage.source-refused` with every place that is wrong. */
export function sealedConfig(ports: LinkagePorts, connector: Connector<any>, config: SourceConfig): SourceConfig {
  checkConfig(connector, config);
  return { ...config, ...sealSecrets(ports, connector, config) };
}

/**
 * Settings changed by a person: taken whole, save that a secret that is not given is kept and one given as null is removed.
 * Throws `linkage.source-refused`, and `linkage.secret-needed` when a kept secret would be told to somebody else than before.
 */
export function changedConfig(ports: LinkagePorts, connector: Connector<any>, before: SourceConfig, asked: SourceConfig): SourceConfig {
  const given = Object.fromEntries(Object.entries(asked).filter(([field, value]) => !(value === null && connector.secretFields.includes(field))));
  const kept = Object.fromEntries(connector.secretFields.filter((field) => !(field in asked) && field in before).map((field) => [field, before[field]]));
  checkConfig(connector, given, Object.keys(kept));
  if (Object.keys(kept).length > 0 && connector.secretsGoTo({ ...given, ...kept }) !== connector.secretsGoTo(before)) {
    throw linkageProblem('secret-needed', { errors: Object.keys(kept).map((field) => ({ pointer: `/config/${field}`, th: 'ใส่ค่านี้ใหม่', en: 'give this value anew' })) });
  }
  return { ...given, ...sealSecrets(ports, connector, given), ...kept };
}

/** Settings that a person may see, and the names of the secrets that are kept beside them. */
export function shownConfig(connector: Connector<any>, config: SourceConfig): { config: SourceConfig; secrets: string[] } {
  const isSecret = (field: string) => connector.secretFields.includes(field);
  return { config: Object.fromEntries(Object.entries(config).filter(([field]) => !isSecret(field))), secrets: Object.keys(config).filter(isSecret) };
}

/** What is `kept` is sealed already and was checked when it was given. */
function checkConfig(connector: Connector<any>, config: SourceConfig, kept: readonly string[] = []): void {
  const schema = mapSettings(connector.configSchema, (name, setting) => (kept.includes(name) ? {} : setting));
  const asked = { ...config, ...Object.fromEntries(kept.map((field) => [field, ''])) };
  if (Value.Check(schema, asked)) return;
  const faults = settingFaults(schema, asked);
  const places = faults.length > 0 ? faults : Value.Errors(schema, asked).map(({ instancePath, message }) => ({ pointer: instancePath, th: 'ค่านี้ใช้ไม่ได้', en: message }));
  throw linkageProblem('source-refused', { errors: places.slice(0, 20).map(({ pointer, th, en }) => ({ pointer: `/config${pointer}`, th, en })) });
}

function sealSecrets(ports: LinkagePorts, connector: Connector<any>, config: SourceConfig): SourceConfig {
  return Object.fromEntries(connector.secretFields
    .filter((field) => typeof config[field] === 'string')
    .map((field) => [field, sealSecret(ports.masterKey, PURPOSE, config[field] as string)]));
}
