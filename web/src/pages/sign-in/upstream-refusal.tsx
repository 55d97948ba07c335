import { useMessages } from '../../app/lang.ts';
import { textOf, usePageSearch } from '../../app/search.ts';
import { Callout } from '../../ui/callout.tsx';

/** Why nothing came of a way through another system; only reasons that are known are told, since anybody can write an address. */
export function UpstreamRefusal() {
  const { refused } = useMessages().signIn.upstream;
  const [search] = usePageSearch();
  const told = Object.entries(refused).find(([code]) => code === textOf(search['refused']))?.[1];
  if (!told) return null;
  return <Callout tone="warn" title={told[0]} alert><p className="t14">{told[1]}</p></Callout>;
}
