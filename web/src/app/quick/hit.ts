import type { SearchText } from '../search.ts';
import type { Glyph } from '../../ui/mark.tsx';
import type { IconName } from '../../ui/icon-paths.ts';
import type { HitKind } from './question.ts';

/** One thing that was found, and where it is. */
export interface Hit {
  /** Its own in the whole list. */
  id: string;
  to: string;
  search?: SearchText;
  hash?: string;
  title: string;
  note?: string;
  /** Its state where it has one, else the icon of its kind. */
  sign: { glyph: Glyph } | { icon: IconName };
}

/** The found things of a kind; an empty group is not shown. */
export interface HitGroup { kind: HitKind; hits: Hit[] }
