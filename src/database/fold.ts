/** Lower case without diacritics, single spaces: what a search compares. "Chương Mỹ" becomes "chuong my". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The folded text from each of its words on, so that a prefix range finds any word of it. */
export function wordStarts(text: string): string[] {
  const words = fold(text).split(' ');
  return [...new Set(words.map((_, index) => words.slice(index).join(' ')))].filter(Boolean);
}

/** The half-open range of strings that start with the folded text, in the "C" collation. */
export function prefixRange(text: string): { from: string; until: string } {
  const from = fold(text);
  return { from, until: `${from}\u{10ffff}` };
}
