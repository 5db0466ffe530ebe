// The ids of the technical specification, written down a second time from its text: section, then the marks of its parts.

export const SECTIONS: readonly (readonly [section: string, marks: string])[] = [
  ['G1', '.1 a b c d e f g'],
  ['G2', 'a b c d'],
  ['G3', '.1 a b c d e f g h'],
  ['G4', '.1'],
  ['G5', '.1 a b c'],
  ['G6', '.1 a b c d e'],
  ['G7', '.1 .2'],
  ['G8', '.1'],
  ['G9', '.1 .2'],
  ['G10', '.1'],
  ['G11', '.1 a b c d e'],
  ['G12', '.1 a b c d e f'],
  ['G13', '.1'],
  ['G14', '.1 .2 .3 .4 .5'],
  // 15-60 have no parts.
  ...Array.from({ length: 46 }, (_, index) => [`T${index + 15}`, ''] as const),
  ['T61', 'a b c d e f g'],
  ['T62', 'a b d e f'],
  ['T63', 'a b c d e f g h'],
  ['T64', 'a b c d e f'],
  ['T65', 'a b c d e f'],
  ['T66', 'a b c'],
  ['T67', "a b c c' d"],
  ['T68', ''],
  ['T69', 'a b c'],
  ['T70', 'a b c d e'],
  ['T71', 'a b c'],
  ['T72', 'a b c d e'],
];

export const SPECIFICATION_IDS: readonly string[] = SECTIONS.flatMap(([section, marks]) => [
  section,
  ...marks
    .split(' ')
    .filter(Boolean)
    .map((mark) => `${section}${mark}`),
]);
