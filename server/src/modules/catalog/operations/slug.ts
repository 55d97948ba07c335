const LONGEST = 58; // leaves room for a number behind, within 63

/** `rid`, "Daily water in large reservoirs" → `rid-daily-water-in-large-reservoirs`; a title without Latin letters gives `rid-dataset`. */
export function slugFrom(agencyId: string, titleEn: string): string {
  const words = titleEn.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim().split(' ').filter(Boolean);
  let slug = agencyId;
  for (const word of words.length > 0 ? words : ['dataset']) {
    if (slug.length + 1 + word.length > LONGEST) break;
    slug += `-${word}`;
  }
  return slug === agencyId ? `${agencyId}-dataset` : slug;
}
