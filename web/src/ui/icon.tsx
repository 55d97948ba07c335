import { iconPaths, type IconName } from './icon-paths.ts';

/** A line icon beside words; never the only sign of a meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} strokeWidth={name === 'more' ? 2.6 : undefined} />
    </svg>
  );
}
