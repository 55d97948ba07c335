import { defineModule, joinParts, type ModulePart } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { hearAgreements } from './consumers.ts';
import { metadataPart } from './metadata/part.ts';
import { qualityPart } from './quality/part.ts';
import { routes } from './routes.ts';
import { searchPart } from './search/part.ts';

export { catalogHoldings } from './agencies/follow-agencies.ts';
export { assertAgencyExists, createDataset } from './operations/create-dataset.ts';
export { updateDataset } from './operations/update-dataset.ts';
export { dataTypeOf, fieldOf, findTerm, outsideValue, resourceFieldOf, termsOf } from './metadata/definition/fields.ts';
export { readDefinition } from './metadata/definition/read-definition.ts';
export { fileRoutes, type FilePorts } from './metadata/files/file-routes.ts';
export { fileNameOf, fileUrl, keepFile, type KeptFile } from './metadata/files/keep-file.ts';
export { sendKeptFile } from './metadata/files/send-file.ts';
export { importRecords, type ImportedRecord, type RecordToImport, type ResourceToImport } from './metadata/import/import-records.ts';
export { createRecord, type NewRecord } from './metadata/operations/create-record.ts';
export { moveRecord, verbs, type Verb } from './metadata/operations/move-record.ts';
export { addResource, changeResource, findResource, removeResource, type NewResource, type ResourceDraft } from './metadata/operations/resources.ts';
export { saveRecord } from './metadata/operations/save-record.ts';
export { policies as cataloguePolicies } from './metadata/policies.ts';
export { rememberRelease } from './metadata/facts/hear-releases.ts';
export { resourceIdOf } from './metadata/reads/release-resources.ts';
export { findRecord, listRecords, listRecordsById, selectRecord, type ListQuery } from './metadata/reads/find-record.ts';
export { checkDraft } from './metadata/rules/check.ts';
export { readValue } from './metadata/rules/read-value.ts';
export { checkLinks } from './quality/check-links.ts';
export { findDataset, isTold, selectDataset } from './reads/find-dataset.ts';
export { reindexAll } from './search/follow-records.ts';
export { searchRecords } from './search/search-records.ts';
export { suggest, type Suggestions } from './search/suggest.ts';
export type { Filter, SearchHit, SearchQuery, SearchResult, SortKey } from './search/types.ts';
export { listTopicMembers, setInTopic, setTopicsOf, type TopicMember } from './topics/members.ts';
export { LARGEST_PICTURE } from './topics/picture.ts';
export { dropTopicPicture, keepTopic, listTopics, orderTopics, readTopicPicture, selectTopicId, setTopicPicture, tryTopicRule, type Topic, type TopicDraft, type TopicRule } from './topics/topics.ts';
export { newDatasetSchema, type Dataset, type NewDataset } from './schemas.ts';

const parts: readonly ModulePart[] = [{ routes, consumers: [hearAgreements, followAgencies] }, metadataPart, searchPart, qualityPart];

/** What exists: the dataset records and their owners. */
export const catalog = defineModule({ name: 'catalog', uses: ['organisations', 'lake'], migrations: new URL('./migrations/', import.meta.url), ...joinParts(parts) });
