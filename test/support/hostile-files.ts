// Files that mean harm or are merely broken, and honest ones beside them; all made when asked for, none kept in the repository.
import { deflateRawSync, deflateSync, crc32 } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';

type Body = string | Buffer;

/** A PDF written by hand: object n is `objects[n - 1]`; the first is the catalog. */
export function rawPdf(objects: Body[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  const add = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((body, i) => {
    offsets.push(at);
    add(
      Buffer.concat([
        Buffer.from(`${i + 1} 0 obj\n`),
        Buffer.from(body as string),
        Buffer.from('\nendobj\n'),
      ]),
    );
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(xref)]);
}

/** One page with a line of text; `catalog`, `page` and `more` add what is to be found. */
export function onePage(
  options: { catalog?: string; page?: string; more?: Body[]; trailer?: string } = {},
): Buffer {
  return rawPdf(
    [
      `<</Type /Catalog /Pages 2 0 R ${options.catalog ?? ''}>>`,
      '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> ${options.page ?? ''}>>`,
      stream('', Buffer.from('BT /F1 18 Tf 40 150 Td (Plan de apoyo) Tj ET')),
      '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
      ...(options.more ?? []),
    ],
    options.trailer,
  );
}

export function stream(dict: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${dict} /Length ${content.length}>>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}

/** Objects packed into a compressed object stream, as numbers and bodies. */
export function objectStream(objects: [number, string][]): Buffer {
  let offset = 0;
  const heads = objects.map(([number, body]) => {
    const head = `${number} ${offset}`;
    offset += body.length + 1;
    return head;
  });
  const first = `${heads.join(' ')} `;
  const packed = deflateSync(Buffer.from(first + objects.map(([, body]) => body).join(' ')));
  return stream(`/Type /ObjStm /N ${objects.length} /First ${first.length} /Filter /FlateDecode`, packed);
}

/** An object stream that grows to so many megabytes of object numbers. */
export function objectStreamBomb(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1_000_000, '1 0 '), { level: 9 });
  return onePage({ more: [stream('/Type /ObjStm /N 100000000 /First 4 /Filter /FlateDecode', packed)] });
}

export const activePdfs: Record<string, () => Buffer> = {
  'an action on opening': () => onePage({ catalog: '/OpenAction <</S /JavaScript /JS (app.alert(1))>>' }),
  'a script behind a name tree': () =>
    onePage({
      catalog: '/Names <</JavaScript <</Names [(a) 6 0 R]>>>>',
      more: ['<</S /JavaScript /JS (app.alert(1))>>'],
    }),
  'a script with an escaped name': () => onePage({ more: ['<</S /J#61vaScript /#4aS (app.alert(1))>>'] }),
  'a script inside an object stream': () =>
    onePage({ more: [objectStream([[20, '<</S /JavaScript /JS (app.alert(1))>>'], [21, '<<>>']])] }), // prettier-ignore
  'a script that a later object hides': () => {
    const file = onePage({ more: ['<</S /JavaScript /JS (app.alert(1))>>'] });
    const update =
      '6 0 obj\n<</Type /Nothing>>\nendobj\ntrailer\n<</Size 7 /Root 1 0 R>>\nstartxref\n9\n%%EOF\n';
    return Buffer.concat([file, Buffer.from(update)]);
  },
  'a script in a stream': () =>
    onePage({ more: ['<</S /JavaScript /JS 7 0 R>>', stream('', Buffer.from('app.alert(1)'))] }),
  'triggers of a page': () => onePage({ page: '/AA <</O <</S /URI /URI (https://example.org)>>>>' }),
  'a program to launch': () =>
    onePage({ page: '/Annots [<</Subtype /Link /A <</S /Launch /F (cmd.exe)>>>>]' }),
  'a form that sends itself': () => onePage({ more: ['<</S /SubmitForm /F (https://example.org)>>'] }),
  'an embedded file': () =>
    onePage({ catalog: '/Names <</EmbeddedFiles <</Names [(a) 6 0 R]>>>>', more: ['<</Type /Filespec /EF <</F 7 0 R>>>>', stream('/Type /EmbeddedFile', Buffer.from('MZ'))] }), // prettier-ignore
  'an attached file': () => onePage({ page: '/Annots [<</Subtype /FileAttachment /Rect [0 0 9 9]>>]' }),
  'rich media': () => onePage({ page: '/Annots [<</Subtype /RichMedia /RichMediaContent <<>> >>]' }),
  'an XFA form': () => onePage({ catalog: '/AcroForm <</XFA (x) /Fields []>>' }),
  'a script in a link': () =>
    onePage({ page: '/Annots [<</Subtype /Link /A <</S /URI /URI (JavaScript:alert\\(1\\))>>>>]' }),
  'a file on another machine': () =>
    onePage({ page: '/Annots [<</Subtype /Link /A <</S /GoToR /F (\\\\\\\\host\\\\x) /D [0 /Fit]>>>>]' }),
};

export const brokenPdfs: Record<string, () => Buffer> = {
  'only a header': () => Buffer.from('%PDF-1.7\n'),
  'a header and rubbish': () => Buffer.from(`%PDF-1.7\n${'rubbish '.repeat(50)}\n%%EOF`),
  'a page tree that bites its tail': () =>
    rawPdf([
      '<</Type /Catalog /Pages 2 0 R>>',
      '<</Type /Pages /Kids [3 0 R] /Count 1>>',
      '<</Type /Pages /Kids [2 0 R] /Count 1>>',
    ]),
  'no pages': () => rawPdf(['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [] /Count 0>>']),
  'no page tree': () => rawPdf(['<</Type /Catalog>>']),
  'arrays a hundred thousand deep': () => onePage({ more: ['['.repeat(100_000) + ']'.repeat(100_000)] }),
};

/** Encrypted only by its trailer: enough for every reader to ask for a password. */
export function encryptedPdf(): Buffer {
  return onePage({
    trailer: '/Encrypt 6 0 R /ID [(a) (a)]',
    more: ['<</Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4>>'],
  });
}

export function signedPdf(): Buffer {
  return onePage({
    catalog: '/AcroForm <</SigFlags 3 /Fields [6 0 R]>>',
    more: [
      '<</FT /Sig /T (s) /V 7 0 R>>',
      '<</Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <00ff>>>',
    ],
  });
}

/** Pages of honest text, e.g. for how long things take. */
export async function honestPdf(pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let i = 1; i <= pages; i += 1) {
    const page = document.addPage();
    for (let y = 780; y > 60; y -= 18)
      page.drawText(`Página ${i}: educación, gestión y evaluación`, { x: 50, y, size: 11, font });
  }
  return document.save();
}

export interface ZipPart {
  name: string;
  content?: Body;
  /** Written instead of the true inflated size, as a liar would. */
  claims?: number;
  /** Unix mode, e.g. 0o120777 for a link. */
  mode?: number;
  /** Already deflated content with its true size. */
  packed?: { bytes: Buffer; size: number; crc: number };
  encrypted?: boolean;
}

/** A ZIP archive written by hand, so that it can lie. */
export function zipOf(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from((part.content ?? '') as string);
    const { bytes, size, crc } = part.packed ?? {
      bytes: deflateRawSync(content),
      size: content.length,
      crc: crc32(content),
    };
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(part.claims ?? size, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, rest, name);
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A Word document of a few paragraphs; `more` adds or replaces parts of the archive. */
export function docx(paragraphs: string[] = ['Control de los documentos'], more: ZipPart[] = []): Buffer {
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`)
    .join('');
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    {
      name: '_rels/.rels',
      content: relations(
        `<Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`,
      ),
    },
    {
      name: 'word/document.xml',
      content: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    },
  ];
  const replaced = new Set(more.map((part) => part.name));
  return zipOf([...parts.filter((part) => !replaced.has(part.name)), ...more]);
}

export function relations(inner: string): string {
  return `<?xml version="1.0"?><Relationships xmlns="${RELATIONS}">${inner}</Relationships>`;
}

export function odt(text = 'Gestión de la <text:span>calidad</text:span>', more: ZipPart[] = []): Buffer {
  return zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    {
      name: 'content.xml',
      content: `<office:document-content><office:body><text:h>T&#237;tulo</text:h><text:p>${text}</text:p></office:body></office:document-content>`,
    },
    ...more,
  ]);
}

const external = (type: string, target: string): ZipPart => ({
  name: 'word/_rels/document.xml.rels',
  content: relations(
    `<Relationship Id="x" Type="${OFFICE}/${type}" Target="${target}" TargetMode="External"/>`,
  ),
});

/** File name, bytes, and the word key of the refusal. */
export const hostileOffice: Record<string, () => [string, Buffer, string]> = {
  'a template from outside': () => ['a.docx', docx(undefined, [external('attachedTemplate', 'https://example.org/t.dotm')]), 'files.external'],
  'an object from outside': () => ['a.docx', docx(undefined, [external('oleObject', 'file://host/x')]), 'files.external'],
  'a template behind entities': () => [
    'a.docx',
    docx(undefined, [{ name: 'word/_rels/settings.xml.rels', content: relations(`<Relationship Id='x' Type='${OFFICE}/attachedTemplate' Target='http://e' TargetMode='&#69;xternal'/>`) }]),
    'files.external',
  ], // prettier-ignore
  'entities': () => ['a.docx', docx(undefined, [{ name: 'word/document.xml', content: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>' }]), 'files.xml_entities'],
  'entities in UTF-16': () => [
    'a.docx',
    docx(undefined, [{ name: 'word/styles.xml', content: Buffer.from('\ufeff<!DOCTYPE x [<!ENTITY e "x">]><x/>', 'utf16le') }]),
    'files.xml_entities',
  ],
  'macros': () => ['a.docx', docx(undefined, [{ name: 'word/vbaProject.bin', content: 'x' }]), 'files.macros'],
  'a field that starts a program': () => [
    'a.docx',
    docx(undefined, [{ name: 'word/header1.xml', content: '<w:p><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\x</w:instrText></w:p>' }]),
    'files.external',
  ],
  'a script in an ODT': () => ['a.odt', odt('x', [{ name: 'Basic/Standard/Module1.xml', content: '<x/>' }]), 'files.macros'],
  'a section from outside in an ODT': () => ['a.odt', odt('<text:section-source xlink:href="https://example.org/x.odt"/>'), 'files.external'],
  'a plain archive named docx': () => ['a.docx', zipOf([{ name: 'a.txt', content: 'a' }]), 'files.not_what_it_says'],
  'an ODT named docx': () => ['a.docx', odt(), 'files.not_what_it_says'],
  'a path that climbs out': () => ['a.zip', zipOf([{ name: '../../etc/cron.d/x', content: 'x' }]), 'files.zip_paths'],
  'a path that climbs out with backslashes': () => ['a.zip', zipOf([{ name: '..\\..\\x', content: 'x' }]), 'files.zip_paths'],
  'an absolute path': () => ['a.zip', zipOf([{ name: '/etc/x', content: 'x' }]), 'files.zip_paths'],
  'a link': () => ['a.zip', zipOf([{ name: 'x', content: '/etc/passwd', mode: 0o120777 }]), 'files.zip_paths'],
  'a password': () => ['a.zip', zipOf([{ name: 'x', content: 'x', encrypted: true }]), 'files.encrypted'],
  'thousands of entries': () => ['a.docx', docx(undefined, Array.from({ length: 5_000 }, (_, i) => ({ name: `${i}` }))), 'files.zip_bomb'],
  'two entries of one name': () => ['a.zip', zipOf([{ name: 'x', content: '1' }, { name: 'x', content: '2' }]), 'files.damaged'],
  'an archive cut short': () => ['a.docx', docx().subarray(0, -30), 'files.damaged'],
  'a sheet of ten gigabytes': () => ['a.docx', docx(undefined, [declaredBomb('word/media/sheet.xml', 4_000_000_000)]), 'files.zip_bomb'],
  'more than was declared': () => ['a.docx', docx(undefined, [{ ...declaredBomb('word/media/x', 50_000_000), claims: 1000 }]), 'files.zip_bomb'],
  'archives four deep': () => ['a.zip', nested(4), 'files.zip_nested'],
  'one megabyte that becomes a thousand': () => ['a.zip', zipOf([declaredBomb('x', 900_000_000)]), 'files.zip_bomb'],
}; // prettier-ignore

const bombs = new Map<number, Buffer>();

/** Zeros by the million, deflated; declares at most what 32 bits hold. */
function declaredBomb(name: string, size: number): ZipPart {
  const real = Math.min(size, 50_000_000);
  if (!bombs.has(real)) bombs.set(real, deflateRawSync(Buffer.alloc(real), { level: 9 }));
  return { name, packed: { bytes: bombs.get(real)!, size, crc: crc32(Buffer.alloc(real)) } };
}

function nested(depth: number): Buffer {
  return depth === 0
    ? zipOf([{ name: 'a.txt', content: 'a' }])
    : zipOf([{ name: 'inner.zip', content: nested(depth - 1) }]);
}

/** A picture of so many pixels, uncompressed size as declared; with a comment and a tail that it should not keep. */
export function png(width: number, height: number, extra: { exif?: boolean; tail?: string } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = width * height > 1e6 ? Buffer.alloc(10) : Buffer.alloc(height * (1 + width * 3), 90);
  for (let y = 0; rows.length > 10 && y < height; y += 1) rows[y * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(extra.exif
      ? [chunk('eXIf', Buffer.from('GPS 4.711N 74.072W')), chunk('tEXt', Buffer.from('Author\0Somebody'))]
      : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(extra.tail ?? ''),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8 + body.length);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), 4 + body.length);
  return out;
}

/** The parts of a JPEG in order; its coded data is not a real picture, but its frame is. */
export function jpeg(
  options: { width?: number; height?: number; orientation?: number; gps?: boolean; tail?: string } = {},
): Buffer {
  const { width = 640, height = 480 } = options;
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(options.gps
      ? [segment(0xe1, exif(options.orientation ?? 1)), segment(0xfe, Buffer.from('by Somebody'))]
      : []),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from('12ff0034ffd05678', 'hex'),
    Buffer.from('ffd9', 'hex'),
    Buffer.from(options.tail ?? ''),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(60);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  tiff.set([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0], 10);
  tiff.set([0x25, 0x88, 4, 0, 1, 0, 0, 0, 40, 0, 0, 0], 22);
  tiff.write('GPS 4.711N 74W', 40);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
