import { defineModule } from '#kernel/module.ts';

/** Records of processing: what personal data an agency processes, for what, on which law. */
export const privacy = defineModule({ name: 'privacy', uses: ['organisations', 'catalog'], migrations: new URL('./migrations/', import.meta.url) });
export { privacyHoldings } from './agencies/holdings.ts';
