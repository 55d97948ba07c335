/** English plurals become singular (Harman's S stemmer); nothing else is cut, so that no two different words meet. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  if (/[^ea]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zes)$/.test(word)) return word.slice(0, -2);
  if (/[^aoe]es$/.test(word)) return word.slice(0, -1);
  if (/[^us i]s$/.test(word)) return word.slice(0, -1);
  return word;
}
