/** The sign-in page that leads back to where one is. */
export function signInAddress(lang: string): string {
  return `/${lang}/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`;
}
