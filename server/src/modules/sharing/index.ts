import { defineModule } from '#kernel/module.ts';

export { sharingHoldings } from './agencies/holdings.ts';

/** Sharing agreements: which system may use which data service, for what, until when. */
export const sharing = defineModule({ name: 'sharing', uses: ['calendar', 'organisations', 'notices', 'catalog', 'privacy'], migrations: new URL('./migrations/', import.meta.url) });
