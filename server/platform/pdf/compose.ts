// Sets authored documents and reports as PDF: title, headings with bookmarks, lists, tables, drawings, header and footer.
import pdfmake from 'pdfmake';
import { fontPath } from './fonts.ts';
import { layout, startsLandscape } from './layout.ts';
import { COLOURS, FAMILY, marginsOf, SIZES } from './look.ts';
import type { Structure } from './structure.ts';

/**
 * The PDF of a structure; A4. Nothing is fetched: fonts are ours, pictures are drawings.
 */
export async function compose(doc: Structure): Promise<Uint8Array> {
  const bytes = await pdfmake.createPdf(definitionOf(doc)).getBuffer();
  return new Uint8Array(bytes);
}

const FONTS = {
  normal: fontPath('regular'),
  bold: fontPath('semibold'),
  italics: fontPath('italic'),
  bolditalics: fontPath('semiboldItalic'),
};
const OWN_FILES = new Set(Object.values(FONTS));

pdfmake.setFonts({ [FAMILY]: FONTS });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => OWN_FILES.has(path));

function definitionOf(doc: Structure): Record<string, unknown> {
  const { header, footer } = doc;
  const margins = marginsOf(doc);
  return {
    pageSize: 'A4',
    pageOrientation: startsLandscape(doc) ? 'landscape' : 'portrait',
    pageMargins: [margins.side, margins.top, margins.side, margins.bottom],
    version: '1.7',
    language: doc.language ?? 'es-CO',
    displayTitle: true,
    info: {
      title: doc.title,
      author: doc.author ?? '',
      creator: 'Vigente',
      producer: 'Vigente',
      ...(doc.date && { creationDate: doc.date }),
    },
    defaultStyle: { font: FAMILY, fontSize: SIZES.body, lineHeight: 1.2, color: COLOURS.ink },
    content: layout(doc),
    pageBreakBefore: isLonelyHeading,
    ...(header && { header: () => line(header.left, header.right, margins.side, 24) }),
    ...(footer && {
      footer: (page: number, pages: number) =>
        line(
          footer.left,
          footer.pageOf.replace('{x}', String(page)).replace('{y}', String(pages)),
          margins.side,
          16,
        ),
    }),
  };
}

function line(left: string, right: string, side: number, top: number) {
  return {
    margin: [side, top, side, 0],
    fontSize: SIZES.small,
    color: COLOURS.quiet,
    columnGap: 16,
    columns: [
      { text: shortened(left, 110), width: '*' },
      { text: shortened(right, 50), width: 'auto', alignment: 'right' },
    ],
  };
}

/** One line: what is above and below every page must not run into it. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

interface Placed {
  headlineLevel?: number;
}

/** A heading goes over to the next page when nothing of what it announces stays with it. */
function isLonelyHeading(node: Placed, around: { getFollowingNodesOnPage(): Placed[] }): boolean {
  return (
    node.headlineLevel !== undefined &&
    around.getFollowingNodesOnPage().every((one) => one.headlineLevel !== undefined)
  );
}
