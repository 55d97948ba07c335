import type { ReactNode } from 'react';
import './numbered.css';

/** Things to do, or that will happen, in this order. */
export function Numbered({ lines }: { lines: ReactNode[] }) {
  return <ol className="numbered t14">{lines.map((line, at) => <li key={at}>{line}</li>)}</ol>;
}
