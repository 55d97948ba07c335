import type { DemoAccount } from '../../api/identity-types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/toast.tsx';

/** Accounts of the sample ministry, one a role; choosing one fills in the form and signs nobody in by itself. */
export function DemoAccounts({ accounts, onChoose }: { accounts: DemoAccount[]; onChoose: (account: DemoAccount) => void }) {
  const words = useMessages().signIn.demo;
  const say = useSay();
  const choose = (account: DemoAccount) => { onChoose(account); announce(words.filled({ role: say(account, 'role') })); };
  return (
    <section className="panel" aria-labelledby="demo-accounts">
      <header><h2 id="demo-accounts" className="t16">{words.title}</h2></header>
      <div className="body stack">
        <p className="t14 soft">{words.why}</p>
        <ul className="stack-1">
          {accounts.map((account) => (
            <li key={account.userName}>
              <Button look="block" onPress={() => choose(account)}>
                <span className="grow">{say(account, 'role')}</span><code className="t13 muted">{account.userName}</code>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
