import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../../api/client.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { Section } from '../../ui/section.tsx';

/** Codes on paper for the day without a phone; shown once, printed as a slip. */
export function RecoverySection({ has }: { has: boolean }) {
  const words = useMessages();
  const { recovery } = words.account;
  const client = useQueryClient();
  const making = useMutation({
    mutationFn: () => ask<{ codes: string[] }>('POST', '/me/recovery-codes', { body: {} }), gcTime: 0,
    onSuccess: () => client.invalidateQueries({ queryKey: ['session'] }),
  });
  return (
    <Section id="recovery" title={recovery.title} note={recovery.note} aside={<Badge glyph={has ? 'ok' : 'idle'}>{has ? recovery.has : recovery.hasNot}</Badge>}>
      {making.data ? (
        <div className="panel slip">
          <div className="body stack">
            <h3>{recovery.slip}</h3>
            <p>{recovery.once}</p>
            <ol className="code-list mono">{making.data.codes.map((code) => <li key={code}>{code}</li>)}</ol>
            <div className="row no-print">
              <Button onPress={() => window.print()}><Icon name="print" />{recovery.print}</Button>
              <CopyButton text={making.data.codes.join('\n')} label={recovery.copy} done={words.shell.copied} />
              <Button look="quiet" onPress={() => making.reset()}>{recovery.kept}</Button>
            </div>
          </div>
        </div>
      ) : (
        <div className="stack-1">
          <div><Button isPending={making.isPending} onPress={() => making.mutate()}>{recovery.make}</Button></div>
          {has && <p className="t14 muted">{recovery.makeWhy}</p>}
        </div>
      )}
      {making.isError && <ProblemView error={making.error} />}
    </Section>
  );
}
