import { useEffect, useRef } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link as AriaLink, type LinkProps } from 'react-aria-components';
import { forgetSpoken } from './forget-spoken.ts';

/** React Aria waits this long before it says its first announcement on a page. */
const announcedMs = 150;

export type ButtonLook = 'primary' | 'quiet' | 'danger' | 'icon' | 'small' | 'block' | 'large';

const lookClass: Record<ButtonLook, string> = {
  primary: 'btn-primary', quiet: 'btn-quiet', danger: 'btn-danger', icon: 'btn-icon', small: 'btn-sm', block: 'btn-block', large: 'btn-lg',
};

/** Class names of a button's look, for links and toggles that wear it. */
export function buttonClass(...looks: ButtonLook[]): string {
  return ['btn', ...looks.map((look) => lookClass[look])].join(' ');
}

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  look?: ButtonLook | ButtonLook[];
  /** Why it cannot be used now; it stays visible and focusable, and the reason is its description. */
  unavailable?: string | null;
}

/** A button; with `unavailable` it says why instead of acting. */
export function Button({ look = [], unavailable, onPress, ...rest }: ButtonProps) {
  const className = buttonClass(...(Array.isArray(look) ? look : [look]));
  useForgottenWait(rest.isPending);
  if (!unavailable) return <AriaButton {...rest} className={className} {...(onPress && { onPress })} />;
  const { children } = rest;
  return (
    <button type="button" className={className} aria-disabled="true" aria-description={unavailable} title={unavailable} aria-label={rest['aria-label']}>
      {typeof children === 'function' ? null : children}
    </button>
  );
}

/** Leaves no announcement of waiting behind when the button itself goes. */
function useForgottenWait(isPending = false): void {
  const waited = useRef(false);
  useEffect(() => { waited.current ||= isPending; }, [isPending]);
  useEffect(() => () => {
    if (!waited.current) return;
    forgetSpoken();
    setTimeout(() => forgetSpoken(), announcedMs);
  }, []);
}

/** A link that looks like a button, for addresses outside the router (downloads). */
export function ButtonLink({ look = [], ...rest }: Omit<LinkProps, 'className' | 'style'> & { look?: ButtonLook | ButtonLook[] }) {
  return <AriaLink {...rest} className={buttonClass(...(Array.isArray(look) ? look : [look]))} />;
}
