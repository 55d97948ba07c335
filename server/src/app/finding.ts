/** One thing that `saphan doctor` looked at. `note` is worth knowing and stops nothing; `wrong` must be mended. */
export interface Finding { readonly name: string; readonly state: 'fine' | 'note' | 'wrong'; readonly th: string; readonly en: string }
