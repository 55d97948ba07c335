import { useMessages } from '../../app/lang.ts';
import { OutsidePage } from '../../app/outside-page.tsx';
import { textOf, usePageSearch } from '../../app/search.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** Only codes of the protocol are shown: whatever else stands in the address may be anybody's text. */
const codeForm = /^[a-z_]{3,60}$/;

/** A service's request that could not be served, and whom to tell. */
export function TroublePage() {
  const words = useMessages().signIn.trouble;
  const [search] = usePageSearch();
  const code = textOf(search['code']);
  return (
    <OutsidePage title={words.title}>
      <h1>{words.title}</h1>
      <Callout tone="bad" title={words.lead}>
        <p className="t14">{words.next}</p>
        {code && codeForm.test(code) && <p className="t14">{words.code}: <code>{code}</code></p>}
      </Callout>
      <p><PageLink className={buttonClass()} to="/board">{words.home}</PageLink></p>
    </OutsidePage>
  );
}
