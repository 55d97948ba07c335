/** The headers among the places in which a service names persons: `header:x-citizen-id`. */
export const headersOf = (selectors: readonly string[]): string[] => selectors.flatMap((selector) => selector.startsWith('header:') ? [selector.slice('header:'.length).toLowerCase()] : []);
