import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link as AriaLink, type LinkProps } from 'react-aria-components';

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
  if (!unavailable) return <AriaButton {...rest} className={className} {...(onPress && { onPress })} />;
  const { children } = rest;
  return (
    <button type="button" className={className} aria-disabled="true" aria-description={unavailable} title={unavailable} aria-label={rest['aria-label']}>
      {typeof children === 'function' ? null : children}
    </button>
  );
}

/** A link that looks like a button, for addresses outside the router (downloads). */
export function ButtonLink({ look = [], ...rest }: Omit<LinkProps, 'className' | 'style'> & { look?: ButtonLook | ButtonLook[] }) {
  return <AriaLink {...rest} className={buttonClass(...(Array.isArray(look) ? look : [look]))} />;
}
