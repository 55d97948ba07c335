import type { Messages } from '../th/index.ts';

export const snippets: Messages['snippets'] = {
  title: 'Sample programs', note: 'Copy and run; only the place of the key is yours to change.', language: 'Language', loading: 'Loading sample programs',
  way: 'How it proves itself', ways: {
    key: { name: 'Signed with the key', note: 'Each call is signed with the system’s own key: assurance 3.' },
    token: { name: 'OAuth 2.0 token', note: 'The token is bound to the key (private_key_jwt, DPoP); the call itself is not signed: assurance 2. The page of the system makes the client, under Credentials.' },
  },
  names: { cli: 'Command line', curl: 'curl', typescript: 'TypeScript', python: 'Python', java: 'Java' },
  needs: {
    cli: 'Needs the command saphan: it signs, checks the answer and keeps the receipt.', curl: 'Needs bash, curl and OpenSSL 3.', typescript: 'Needs the package @saphan/client.', python: 'Needs Python 3.9 and OpenSSL 3, no other library.', java: 'Needs JDK 17, no other library.',
  },
  copy: 'Copy', copied: 'Copied', code: (v) => `Program ${v.file}`,
};
