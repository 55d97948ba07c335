import type { LakePorts } from '#modules/lake/index.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import type { Terms } from './terms.ts';

/** What the room needs from the house. */
export interface InteropPorts {
  publicUrl: string;
  /** Whose rows become features. */
  lake: LakePorts;
}

/** What every part of the room works with. */
export interface Faces { readonly at: Addresses; readonly publicUrl: string; readonly terms: Terms; readonly lake: LakePorts }
export const facesOf = ({ publicUrl, lake }: InteropPorts, terms: Terms): Faces => ({ at: addressesOf(publicUrl), publicUrl, terms, lake });
