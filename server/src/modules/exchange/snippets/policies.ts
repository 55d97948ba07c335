import { definePolicies, roles } from '#kernel/policy.ts';

export const policies = definePolicies('exchange', {
  'read-snippets': { roles, th: 'ทุกคนอ่านตัวอย่างโปรแกรมสำหรับเรียกบริการได้', en: 'Everybody reads the sample programs that call services.' },
});
