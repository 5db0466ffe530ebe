// The bookmarks that a PDF of ours has: title, depth and page.
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib';
import type { PDFDocument } from 'pdf-lib';

export interface Bookmark {
  title: string;
  level: number;
  /** 0 for the first page. */
  page: number;
}

const MOST = 20_000;

export function bookmarksOf(document: PDFDocument): Bookmark[] {
  const pages = new Map(document.getPages().map(({ ref }, i) => [ref, i]));
  const found: Bookmark[] = [];
  const follow = (first: PDFDict | undefined, level: number): void => {
    for (let item = first; item && found.length < MOST; item = dictIn(item, 'Next')) {
      const title = item.lookup(PDFName.of('Title'));
      const to = item.lookup(PDFName.of('Dest')) ?? dictIn(item, 'A')?.lookup(PDFName.of('D'));
      const page = to instanceof PDFArray ? to.get(0) : undefined;
      if ((title instanceof PDFHexString || title instanceof PDFString) && page instanceof PDFRef)
        found.push({ title: title.decodeText(), level, page: pages.get(page) ?? 0 });
      follow(dictIn(item, 'First'), level + 1);
    }
  };
  const root = document.catalog.lookup(PDFName.of('Outlines'));
  if (root instanceof PDFDict) follow(dictIn(root, 'First'), 0);
  return found;
}

function dictIn(dict: PDFDict, name: string): PDFDict | undefined {
  const value = dict.lookup(PDFName.of(name));
  return value instanceof PDFDict ? value : undefined;
}
