/** Holder, acting for an empty post, acting on behalf of its holder, or with single powers only. */
export type MandateKind = 'holder' | 'acting' | 'on-behalf' | 'delegate';

/** What a person may act as, and by which document. */
export interface Mandate {
  id: number;
  source: 'appointment' | 'delegation';
  personId: string;
  postId: number;
  unitId: number;
  agencyId: string;
  kind: MandateKind;
  titleTh: string;
  titleEn: string;
  /** Roles of the post; a delegation gives none. */
  roles: string[];
  /** Names of policies that a delegation gives. */
  powers: string[];
  since: string;
  until: string | null;
  documentNo: string;
}
