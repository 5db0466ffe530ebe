// The kinds of file that can be taken: their extensions, how they begin, and what a download calls them.

export type Kind = 'pdf' | 'docx' | 'odt' | 'xlsx' | 'pptx' | 'jpg' | 'png' | 'txt' | 'md' | 'csv' | 'zip';

interface KindFacts {
  extensions: readonly string[];
  mime: string;
  /** The first bytes; absent for plain text. */
  magic?: readonly number[];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

export const kinds: Readonly<Record<Kind, KindFacts>> = {
  pdf: { extensions: ['pdf'], mime: 'application/pdf', magic: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  docx: { extensions: ['docx'], mime: `${OPEN_XML}.wordprocessingml.document`, magic: ZIP },
  xlsx: { extensions: ['xlsx'], mime: `${OPEN_XML}.spreadsheetml.sheet`, magic: ZIP },
  pptx: { extensions: ['pptx'], mime: `${OPEN_XML}.presentationml.presentation`, magic: ZIP },
  odt: { extensions: ['odt'], mime: 'application/vnd.oasis.opendocument.text', magic: ZIP },
  zip: { extensions: ['zip'], mime: 'application/zip', magic: ZIP },
  jpg: { extensions: ['jpg', 'jpeg'], mime: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  png: { extensions: ['png'], mime: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  txt: { extensions: ['txt'], mime: 'text/plain; charset=utf-8' },
  md: { extensions: ['md'], mime: 'text/markdown; charset=utf-8' },
  csv: { extensions: ['csv'], mime: 'text/csv; charset=utf-8' },
};

/** The kind that a file name claims, or undefined. */
export function kindOfName(name: string): Kind | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (Object.keys(kinds) as Kind[]).find((kind) => kinds[kind].extensions.includes(extension));
}

/** For the `accept` attribute of a file field: `.pdf,.docx`. */
export function acceptAttribute(allowed: readonly Kind[]): string {
  return allowed.flatMap((kind) => kinds[kind].extensions.map((one) => `.${one}`)).join(',');
}

/** Whether the bytes begin, at their very first, as the kind must. */
export function beginsAs(kind: Kind, bytes: Uint8Array): boolean {
  const { magic } = kinds[kind];
  return magic ? magic.every((byte, i) => bytes[i] === byte) : !looksBinary(bytes);
}

/** Plain text holds no NUL and no control characters but tabs, line ends and page breaks. */
function looksBinary(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 0x7f);
}
