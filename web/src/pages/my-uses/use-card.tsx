import type { OwnUse } from '../../api/exchange-use-queries.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Fact } from '../../ui/fact.tsx';
import { ThaiDate } from '../../ui/figures.tsx';

/** One use of a person's data, in words. */
export function UseCard({ use }: { use: OwnUse }) {
  const { uses: words } = useMessages();
  const say = useSay();
  const asker = say(use.asker, 'name');
  return (
    <article className="panel use-card">
      <p className="t14 muted"><ThaiDate iso={use.at} style="withTime" /> {!use.answered && <Badge glyph="held">{words.refused}</Badge>} {use.delayed && <Badge tone="info">{words.delayed}</Badge>}</p>
      <h3 className="t16">{use.answerer ? words.asked({ asker, answerer: say(use.answerer, 'name') }) : words.askedHere({ asker })}</h3>
      <dl className="facts">
        <Fact name={words.what}>{say(use, 'what') || words.unknown}{use.serviceTh && say(use, 'service') !== say(use, 'what') && <span className="sub t13 muted">{say(use, 'service')}</span>}</Fact>
        <Fact name={words.why}>{say(use, 'purpose') || use.purpose || words.unknown}</Fact>
        <Fact name={words.basis}>{say(use, 'legalBasis') || words.unknown}</Fact>
      </dl>
      <details>
        <summary className="t14">{words.proof}<span className="sr"> {asker}</span></summary>
        <dl className="facts">
          <Fact name={words.agreement}>{use.agreement ?? words.unknown}</Fact>
          <Fact name={words.system}>{say(use, 'askerSystem')}</Fact>
          <Fact name={words.proof}>{words.levels[use.assurance] ?? use.assurance}</Fact>
          <Fact name={words.id}><code className="break">{use.id}</code> <CopyButton text={use.id} label={words.copyId} done={words.copied} /></Fact>
        </dl>
      </details>
    </article>
  );
}
