import { useState } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

const shownMs = 2500;

/** Copies a text and says so on the button itself. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  };
  return <Button look={['quiet', 'small']} onPress={() => void copy()}><Icon name={copied ? 'check' : 'copy'} /><span aria-live="polite">{copied ? done : label}</span></Button>;
}
