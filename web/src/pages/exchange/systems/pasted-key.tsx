import { useMutation } from '@tanstack/react-query';
import { api, told } from '../../../api/client.ts';
import { useMessages } from '../../../app/lang.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Field, LongField } from '../../../ui/field.tsx';
import { ProblemView } from '../../../ui/problem-view.tsx';
import { saveText } from './browser-key.ts';

export interface Pasted { key: string; challenge: { text: string; algorithm: string } | null; signature: string }

const file = 'saphan-challenge.txt';
const commands: Record<string, string> = {
  ed25519: `openssl pkeyutl -sign -inkey key.pem -rawin -in ${file} | base64 -w0`,
  'ecdsa-p256-sha256': `openssl dgst -sha256 -sign key.pem ${file} | base64 -w0`,
  'rsa-pss-sha512': `openssl dgst -sha512 -sign key.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:64 ${file} | base64 -w0`,
};
/** Signs the challenge on one line; the command puts its line ends back. */
const byKeygen = (challenge: string) => `saphan keygen --key system.key.pem --challenge '${challenge.replaceAll('\n', ' ')}'`;
/** A private half never leaves the page, whatever somebody pastes. */
const isPrivate = (text: string) => /PRIVATE KEY-----|"(?:d|k|p|q)"\s*:/.test(text);

/** A public key that was made elsewhere, and a challenge signed there. */
export function PastedKey({ path, pasted, onChange, tried }: { path: { agency: string; code: string }; pasted: Pasted; onChange: (pasted: Pasted) => void; tried: boolean }) {
  const { systems: words } = useMessages();
  const asking = useMutation({
    mutationFn: () => told(api.POST('/api/v1/exchange/systems/{agency}/{code}/key-challenges', { params: { path }, body: { key: pasted.key.trim() } })),
    onSuccess: ({ challenge, algorithm }) => onChange({ ...pasted, challenge: { text: challenge, algorithm } }),
  });
  const secret = isPrivate(pasted.key);
  const { challenge } = pasted;
  return (
    <div className="stack">
      <LongField label={words.publicKey} hint={words.publicKeyHint} value={pasted.key} onChange={(key) => onChange({ key, challenge: null, signature: '' })} rows={4} maxLength={10_000} mono error={secret ? words.isPrivate : tried && pasted.key.trim() === '' ? words.needed : null} />
      <div><Button isDisabled={secret || pasted.key.trim() === ''} isPending={asking.isPending} onPress={() => asking.mutate()}>{words.challenge}</Button></div>
      {asking.isError && <ProblemView error={asking.error} />}
      {challenge && (
        <>
          <p className="t14">{words.challengeWhy}</p>
          <p className="t14">{words.command}<br /><code className="secret-text">{byKeygen(challenge.text)}</code></p>
          <div><CopyButton text={byKeygen(challenge.text)} label={words.copyCommand} done={words.copiedCommand} /></div>
          <details>
            <summary>{words.byOpenssl}</summary>
            <div className="stack">
              <div><Button onPress={() => saveText(file, challenge.text)}>{words.challengeFile}</Button></div>
              <p className="t14"><code className="secret-text">{commands[challenge.algorithm]}</code></p>
            </div>
          </details>
          <Field label={words.signature} value={pasted.signature} onChange={(signature) => onChange({ ...pasted, signature })} maxLength={2000} autoComplete="off" mono error={tried && pasted.signature.trim() === '' ? words.needed : null} />
        </>
      )}
    </div>
  );
}
