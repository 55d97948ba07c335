/** Addresses of the standards' faces. A slug never changes, so neither does an IRI made of it. */
export const addressesOf = (publicUrl: string) => {
  const base = publicUrl.replace(/\/$/, '');
  return {
    base,
    catalogue: `${base}/catalog`,
    dataset: (slug: string) => `${base}/dataset/${slug}`,
    page: (slug: string, lang: 'th' | 'en' = 'th') => `${base}/${lang}/data/${slug}`,
    distribution: (slug: string, id: string) => `${base}/dataset/${slug}#${id}`,
    agency: (id: string) => `${base}/catalog#agency-${id}`,
    ogc: (path = '') => `${base}/ogc${path}`,
    /** A path of this house or a whole address, as a whole address. */
    whole: (url: string) => (url.startsWith('/') ? `${base}${url}` : url),
  };
};
export type Addresses = ReturnType<typeof addressesOf>;
