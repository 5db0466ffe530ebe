// Word and OpenDocument texts, honest and hostile, each hostile one with the refusal that it deserves.
import { declaredBomb, nested, zipOf, type ZipPart } from './archives.ts';

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
