import type { Slip } from '../../api/account-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import './slip.css';

/** A code to hand over, on screen or on paper; the server keeps only its hash. */
export function SlipPanel({ slip, purpose, onKept }: { slip: Slip; purpose: 'join' | 'recover'; onKept: () => void }) {
  const { accounts: { slip: words, inviteWhy }, admin } = useMessages();
  return (
    <section className="panel slip slip-sheet" aria-label={words[purpose]}>
      <div className="body stack">
        <h2 className="t19">{words[purpose]}</h2>
        <div className="slip-parts">
          <dl className="facts">
            <dt>{words.forWhom}</dt><dd>{slip.displayName}{slip.userName && <> <code>{slip.userName}</code></>}</dd>
            <dt>{words.code}</dt><dd><code className="t22">{slip.code}</code></dd>
            <dt>{words.url}</dt><dd><code className="secret-text">{slip.url}</code></dd>
            <dt>{words.until}</dt><dd><ThaiDate iso={slip.expiresAt} style="withTime" /></dd>
          </dl>
          <div className="qr"><img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(slip.qrSvg)}`} alt={words.qr} /></div>
        </div>
        <p className="t14">{words.how}</p>
        <p className="t14 muted no-print">{admin.once} {inviteWhy}</p>
        <div className="row no-print">
          <Button onPress={() => window.print()}><Icon name="print" />{words.print}</Button>
          <CopyButton text={slip.url} label={words.copy} done={useMessages().shell.copied} />
          <Button look="quiet" onPress={onKept}>{admin.kept}</Button>
        </div>
      </div>
    </section>
  );
}
