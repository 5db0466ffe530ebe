// PDFs that mean harm or are merely broken, and honest ones beside them; all made when asked for, none kept in the repository.
import { deflateSync } from 'node:zlib';
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
