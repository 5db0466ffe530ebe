// The bookmarks of a PDF as numbered objects: each knows its parent, its neighbours, its first and last child.

export interface Mark {
  title: string;
  level: number;
  /** Object number of the page. */
  page: number;
}

interface Item extends Mark {
  number: number;
  parts: Item[];
}

/** @returns the object number of the root (null without marks) and every object as PDF text */
export function outlineObjects(
  marks: readonly Mark[],
  next: () => number,
): { root: number | null; objects: { number: number; text: string }[] } {
  if (marks.length === 0) return { root: null, objects: [] };
  const root = next();
  const chapters = nested(marks, next);
  const objects = chapters.flatMap((_, i) => written(chapters, i, root));
  const ends = `/First ${chapters[0]?.number} 0 R/Last ${chapters.at(-1)?.number} 0 R`;
  return {
    root,
    objects: [{ number: root, text: `<</Type/Outlines${ends}/Count ${marks.length}>>` }, ...objects],
  };
}

function nested(marks: readonly Mark[], next: () => number): Item[] {
  const top: Item[] = [];
  const path: Item[] = [];
  for (const mark of marks) {
    path.length = Math.max(0, Math.min(mark.level, path.length));
    const item: Item = { ...mark, number: next(), parts: [] };
    (path.at(-1)?.parts ?? top).push(item);
    path.push(item);
  }
  return top;
}

function written(siblings: Item[], i: number, parent: number): { number: number; text: string }[] {
  const item = siblings[i];
  if (!item) return [];
  const { number, title, page, parts } = item;
  const near = [siblings[i - 1] && `/Prev ${siblings[i - 1]?.number} 0 R`, siblings[i + 1] && `/Next ${siblings[i + 1]?.number} 0 R`];
  const below = parts.length > 0 ? `/First ${parts[0]?.number} 0 R/Last ${parts.at(-1)?.number} 0 R/Count ${count(parts)}` : '';
  const words = Buffer.from(`\ufeff${title}`, 'utf16le').swap16().toString('hex');
  const text = `<</Title <${words}>/Parent ${parent} 0 R/Dest[${page} 0 R/Fit]${near.filter(Boolean).join('')}${below}>>`;
  return [{ number, text }, ...parts.flatMap((_, at) => written(parts, at, number))];
} // prettier-ignore

function count(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + 1 + count(item.parts), 0);
}
