// The typeface of every PDF that we make: Source Sans 3, as files for pdfmake and as a subsetting font for pdf-lib.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

export type Weight = 'regular' | 'semibold' | 'bold' | 'italic' | 'semiboldItalic';

const FILES: Record<Weight, string> = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  semibold: '600SemiBold/SourceSans3_600SemiBold.ttf',
  bold: '700Bold/SourceSans3_700Bold.ttf',
  italic: '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
  semiboldItalic: '600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf',
};

const files = new Map<Weight, Buffer>();
const { resolve } = createRequire(import.meta.url);

/** Where the TrueType file of a weight lies. */
export function fontPath(weight: Weight): string {
  return resolve(`@expo-google-fonts/source-sans-3/${FILES[weight]}`);
}

/** The TrueType file of a weight. */
export function fontFile(weight: Weight): Buffer {
  let file = files.get(weight);
  if (!file) {
    file = readFileSync(fontPath(weight));
    files.set(weight, file);
  }
  return file;
}

/** Embeds the weights, only with the glyphs that are used; once per document. */
export function embedFonts<W extends Weight>(
  document: PDFDocument,
  weights: readonly W[],
): Promise<Record<W, PDFFont>> {
  document.registerFontkit(fontkitAdapter as unknown as Parameters<PDFDocument['registerFontkit']>[0]);
  return Promise.all(
    weights.map(async (weight) => [weight, await document.embedFont(fontFile(weight), { subset: true })]),
  ).then((pairs) => Object.fromEntries(pairs) as Record<W, PDFFont>);
}

/**
 * Makes fontkit 2 look as pdf-lib expects. pdf-lib's own fontkit loses glyphs silently when it makes subsets ("OBSOLETO" was
 * printed as "E"); fontkit 2 does not, but gives a subset at once where pdf-lib wants a stream.
 */
const fontkitAdapter = {
  create(bytes: Uint8Array) {
    const font = create(Buffer.from(bytes)) as unknown as { createSubset(): Subset };
    const createSubset = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = createSubset();
      subset.encodeStream = () => streamOf(() => subset.encode());
      return subset;
    };
    return font;
  },
};

interface Subset {
  encode(): Uint8Array;
  encodeStream?: () => FontStream;
}

type Listeners = { data?: (bytes: Uint8Array) => void; end?: () => void; error?: (error: unknown) => void };

interface FontStream {
  on<E extends keyof Listeners>(event: E, listener: Listeners[E]): FontStream;
}

function streamOf(encode: () => Uint8Array): FontStream {
  const listeners: Listeners = {};
  const stream: FontStream = {
    on: (event, listener) => {
      listeners[event] = listener;
      return stream;
    },
  };
  queueMicrotask(() => {
    try {
      listeners.data?.(encode());
      listeners.end?.();
    } catch (error) {
      listeners.error?.(error);
    }
  });
  return stream;
}
