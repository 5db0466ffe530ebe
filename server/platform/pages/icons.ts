// The icons of all pages: one 24 by 24 outline each, drawn in the colour of the text beside it.

/** Icon name to the inside of its `<symbol>`. These strings are ours; nothing of a user ever enters them. */
export const icons: Readonly<Record<string, string>> = {
  alert: '<path d="M12 4 2.5 20h19z"/><path d="M12 10v4M12 17v.5"/>',
  calendar: '<path d="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5"/>',
  camera: '<path d="M4 8h4l2-3h4l2 3h4v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
  check: '<path d="m5 13 4.5 4.5L19 7"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
  copy: '<path d="M8 8h12v12H8z"/><path d="M16 8V4H4v12h4"/>',
  cross: '<path d="M6 6l12 12M18 6 6 18"/>',
  down: '<path d="M12 4v12m-5-5 5 5 5-5M5 20h14"/>',
  edit: '<path d="M4 20h4L20 8l-4-4L4 16zM13.5 6.5l4 4"/>',
  file: '<path d="M6 3h8l5 5v13H6zM14 3v5h5"/>',
  half: '<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>',
  link: '<path d="M10 14a4 4 0 0 0 6 0l4-4a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6 0l-4 4a4 4 0 0 0 6 6l1.5-1.5"/>',
  lock: '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
  menu: '<path d="M3 6h18M3 12h18M3 18h18"/>',
  na: '<path d="M6 12h12"/>',
  open: '<circle cx="12" cy="12" r="8" stroke-dasharray="3 3"/>',
  people:
    '<circle cx="9" cy="8" r="4"/><path d="M2 21c0-5 3-7 7-7s7 2 7 7M16 4.5a4 4 0 0 1 0 7M18 14.5c3 1 4 3 4 6.5"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  print: '<path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z"/>',
  search: '<circle cx="11" cy="11" r="7"/><path d="m16 16 5 5"/>',
  up: '<path d="M12 20V8m-5 5 5-5 5 5M5 4h14"/>',
};

/** The drawing of one use of an icon, as markup. Words must stand beside it. */
export function iconUse(name: string): string {
  return `<svg class="ico" aria-hidden="true"><use href="#i-${name}"/></svg>`;
}

/** The symbols of the icons that a page used, hidden; empty when it used none. */
export function spriteOf(names: Iterable<string>): string {
  const symbols = [...names].map(
    (name) => `<symbol id="i-${name}" viewBox="0 0 24 24">${icons[name]}</symbol>`,
  );
  return symbols.length > 0 ? `<svg class="vh" aria-hidden="true">${symbols.join('')}</svg>` : '';
}
