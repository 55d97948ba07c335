import { Type, type Static } from 'typebox';
import type { Contract } from '@saphan/contracts/contract';
import type { Actor } from '#kernel/policy.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { findNewestContract } from './contract.sql.gen.ts';
import { fetchSample } from './fetch-sample.ts';
import { proposeDraft } from './propose-draft.ts';

const ROWS = 20;
const MASK = '••••';

/** The first rows of a source as they are read, before there is a contract as well as after. */
export const SourcePreview = Type.Object({
  rawId: Type.Integer({ description: 'The sample, kept as a raw file.' }), name: Type.String(), format: Type.String(), encoding: Type.Union([Type.String(), Type.Null()]),
  columns: Type.Array(Type.Object({ name: Type.String({ description: 'As the source writes it.' }), titleTh: Type.String(), titleEn: Type.String(), masked: Type.Boolean({ description: 'The contract, or without one its draft, takes it for personal data.' }) })),
  rows: Type.Array(Type.Array(Type.String())), notes: Type.Array(Type.Object({ th: Type.String(), en: Type.String() })),
});

/**
 * Asks a source for its beginning and shows it decoded, columns named, what may be personal masked. The sample is kept, so a draft can be made of it.
 *
 * @throws as {@link fetchSample} and {@link proposeDraft}.
 */
export async function previewSource(ports: LinkagePorts, actor: Actor, asked: { dataset: { id: number; slug: string }; sourceId: number }): Promise<Static<typeof SourcePreview>> {
  const { dataset, sourceId } = asked;
  const sample = await fetchSample(ports, actor, { dataset: dataset.slug, sourceId }, async () => dataset.id);
  const contract = (await ports.db.read((tx) => findNewestContract(tx, { dataset_id: dataset.id })))?.body as Contract | undefined;
  const draft = await proposeDraft(ports, { rawId: sample.rawId, dataset: dataset.slug });
  const columns = draft.columns.map(({ column }) => {
    const agreed = contract?.columns.find(({ source }) => source === column.source);
    // What the draft takes for personal stays masked although the contract does not say so: a look is not worth a leak.
    return { name: column.source, titleTh: agreed?.titleTh ?? column.titleTh, titleEn: agreed?.titleEn ?? column.titleEn, masked: (agreed?.personalData ?? null) !== null || column.personalData !== null };
  });
  const rows = draft.sampleRows.slice(0, ROWS).map((cells) => columns.map(({ masked }, at) => { const cell = cells[at] ?? ''; return masked && cell !== '' ? MASK : cell; }));
  const { format, encoding, notes } = draft.evidence;
  return { rawId: sample.rawId, name: sample.name, format, encoding, columns, rows, notes };
}
