/**
 * Removes announcements whose words are gone. React Aria says that a button is busy by an image labelled with the button's id, for seven
 * seconds; once the button left the page with its dialog, that image has no name (axe `role-img-alt`).
 */
export function forgetSpoken(page: ParentNode & { getElementById(id: string): unknown } = document): void {
  for (const spoken of page.querySelectorAll('[data-live-announcer] [role=img]')) {
    const names = (spoken.getAttribute('aria-labelledby') ?? '').split(' ');
    if (!names.some((id) => page.getElementById(id) !== null)) spoken.remove();
  }
}
