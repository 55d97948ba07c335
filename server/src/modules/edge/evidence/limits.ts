/** How old a direct exchange may be when its evidence comes. */
export const EVIDENCE_DAYS = 30;
