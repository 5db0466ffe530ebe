// The little that we use of two packages that come without types.
declare module 'qrcode' {
  export interface BitMatrix {
    size: number;
    /** Whether the module is dark: 0 or 1. */
    get(row: number, column: number): number;
  }
  export function create(
    text: string,
    options?: { errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H' },
  ): { modules: BitMatrix };
}

declare module 'pdfmake' {
  type Node = unknown;
  interface FontFiles {
    normal: string;
    bold: string;
    italics: string;
    bolditalics: string;
  }
  const pdfmake: {
    setFonts(fonts: Record<string, FontFiles>): void;
    setUrlAccessPolicy(allow: (url: string) => boolean): void;
    setLocalAccessPolicy(allow: (path: string) => boolean): void;
    createPdf(
      definition: Record<string, Node>,
      options?: Record<string, Node>,
    ): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}
