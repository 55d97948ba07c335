import { definePolicies } from '#kernel/policy.ts';

export const policies = definePolicies('identity', {
  'scim': { roles: ['service'], scope: 'scim', th: 'บัญชีบริการที่มีขอบเขต scim ดูและดูแลบัญชีที่ตนนำเข้ามา', en: 'A service account with the scope scim reads and keeps the accounts that it brought.' },
});
