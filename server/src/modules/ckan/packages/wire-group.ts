/** A group as the database lists it beside a dataset. */
interface ListedGroup { name: string; image_display_url: string; picture_sha256: string | null }

/** Where the picture of a group is shown: an address that a client gave, else the one uploaded to the topic. */
export const pictureUrl = ({ name, image_display_url: url, picture_sha256: sha256 }: ListedGroup, site: string): string => (url !== '' || !sha256 ? url : `${site}/api/v1/portal/topics/${name}/picture?v=${sha256.slice(0, 12)}`);

/** Groups of a dataset in CKAN's words. */
export const wireGroups = (groups: readonly ListedGroup[], site: string): Record<string, unknown>[] => groups.map(({ picture_sha256: sha256, ...group }) => ({ ...group, image_display_url: pictureUrl({ ...group, picture_sha256: sha256 }, site) }));
