import { useMessages } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** After signing out, here or by a service. */
export function SignedOutPage() {
  const words = useMessages().signIn.signedOut;
  return (
    <OutsidePage title={words.title}>
      <div className="page-title"><h1>{words.title}</h1><p className="lead">{words.lead}</p></div>
      <p><PageLink className={buttonClass('primary')} to="/sign-in">{words.again}</PageLink></p>
    </OutsidePage>
  );
}
