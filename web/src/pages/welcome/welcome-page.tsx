import { useState } from 'react';
import { useMessages } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { WelcomeDone } from './welcome-done.tsx';
import { WelcomeForm } from './welcome-form.tsx';

/** Where a one-time code becomes an account in use: the first administrator, a new colleague, or somebody who lost every way in. */
export function WelcomePage() {
  const words = useMessages().signIn.welcome;
  const [done, setDone] = useState(false);
  return (
    <OutsidePage title={words.title}>
      <div className="page-title"><h1>{done ? words.done : words.title}</h1><p className="lead">{done ? words.doneWhy : words.lead}</p></div>
      {done ? <WelcomeDone /> : <WelcomeForm onDone={() => { history.replaceState(history.state, '', location.pathname); setDone(true); }} />}
    </OutsidePage>
  );
}
