// How the side menu is divided: from which position a heading stands over the lines that follow.

/** Ascending; lines before the first stand alone. The word is a key of `views/shared`. */
export const menuHeadings = [
  { from: 0, word: null },
  { from: 20, word: 'shared.menu.documents' },
  { from: 30, word: 'shared.menu.records' },
  { from: 40, word: 'shared.menu.improvement' },
  { from: 60, word: 'shared.menu.service' },
  { from: 80, word: 'shared.menu.evidence' },
  { from: 800, word: 'shared.menu.organisation' },
] as const;
