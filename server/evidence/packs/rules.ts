// Rules of evidence packs: codes, the names of files inside, and how far a build has come.
/** `PAQ-2026-001` */
export function packCode(year: number, number: number): string {
  return `PAQ-${year}-${String(number).padStart(3, '0')}`;
}

export const PACK_STATES = ['waiting', 'ready', 'failed'] as const;
export type PackState = (typeof PACK_STATES)[number];
export const PACK_TONES: Readonly<Record<PackState, string>> = {
  waiting: 'info',
  ready: 'ok',
  failed: 'bad',
};

/** What a pack may be of: a clause with its parts, a whole set, or any record with what is linked to it. */
export const SUBJECTS = ['clause', 'set', 'record'] as const;
export type SubjectSort = (typeof SUBJECTS)[number];

/** A name that every archive program can write: letters without accents, digits, point, hyphen. */
export function safeName(text: string): string {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  return plain.replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 80) || 'sin-nombre';
}

/** Gives each path once: a second file of the same name gets a number. */
export function distinctPaths(): (folder: string, name: string) => string {
  const given = new Set<string>();
  return (folder, name) => {
    const safe = safeName(name);
    const dot = safe.lastIndexOf('.');
    const [stem, end] = dot > 0 ? [safe.slice(0, dot), safe.slice(dot)] : [safe, ''];
    let path = `${folder}/${safe}`;
    for (let i = 2; given.has(path.toLowerCase()); i += 1) path = `${folder}/${stem}-${i}${end}`;
    given.add(path.toLowerCase());
    return path;
  };
}
