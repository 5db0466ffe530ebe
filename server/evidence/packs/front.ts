// The pages before the copies: the front with cover, contents and clause by clause; then each piece of evidence with its signatures and files (L4).
import { anchorOf, type Seal } from '../../platform/audit/seals.ts';
import type { Block, Structure } from '../../platform/pdf/index.ts';
import { publicAddress } from '../../platform/settings/address.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate, type Language } from '../../platform/words/index.ts';
import type { Chapter } from './gathering.ts';
import type { PackRecord } from './pack.ts';
import type { PackedEvidence, PackedVersion } from './packing.ts';

export interface Front {
  pack: PackRecord;
  chapters: readonly Chapter[];
  evidence: ReadonlyMap<string, PackedEvidence>;
  /** The last seal when the pack was built: an anchor outside of it. */
  seal: Seal | null;
  at: Date;
  /** Page of index.pdf on which a copy begins; 0 while that is not known. */
  pageOf: (version: PackedVersion) => number;
}

export function frontOf(front: Front): Structure {
  const { pack } = front;
  const { language } = pack;
  const say = sayer(language);
  return {
    title: say('one_code', { code: pack.code }),
    subtitle: subjectTitle(pack),
    language: language === 'es' ? 'es-CO' : 'en',
    author: entity.get().name,
    date: front.at,
    blocks: [
      ...coverBlocks(front),
      { kind: 'newPage' },
      heading(1, say('contents')),
      { kind: 'contents' },
      ...copiesBlocks(front),
      { kind: 'newPage' },
      heading(1, say(pack.subject.sort === 'record' ? 'linked' : 'chapters'), true),
      ...front.chapters.flatMap((chapter) => chapterBlocks(chapter, front)),
    ],
  };
}

/** Names no page, so that it is set once, however long it is. */
export function detailsOf(pack: PackRecord, evidence: ReadonlyMap<string, PackedEvidence>): Structure {
  const { language } = pack;
  return {
    title: sayer(language)('evidence'),
    untitled: true,
    language: language === 'es' ? 'es-CO' : 'en',
    blocks: [
      heading(1, sayer(language)('evidence')),
      ...[...evidence.values()].flatMap((one) => evidenceBlocks(one, language)),
    ],
  };
}

/** What a pack is of, in words; the title of a set is a word itself. */
export function subjectTitle({ subject, language }: Pick<PackRecord, 'subject' | 'language'>): string {
  if (subject.sort === 'set') return translate(language, subject.title);
  return [subject.code, subject.title].filter(Boolean).join(' · ');
}

type Say = (key: string, params?: Record<string, string | number>) => string;

function sayer(language: Language): Say {
  return (key, params) => translate(language, `evidence.pack.${key}`, params);
}

function coverBlocks({ pack, seal, at, evidence, chapters }: Front): Block[] {
  const { language } = pack;
  const say = sayer(language);
  const files = [...evidence.values()].flatMap((one) => one.versions.flatMap((version) => version.files));
  return [
    {
      kind: 'facts',
      rows: [
        [say('field.entity'), entity.get().name],
        [say('field.subject'), subjectTitle(pack)],
        [say('field.cut_off'), formatDate(pack.cutOff, language)],
        ...(pack.engagementCode ? [[say('field.engagement'), pack.engagementCode] as [string, string]] : []),
        [say('field.asked_by'), pack.askedBy.name],
        [say('field.built'), formatDateTime(at, language)],
        [say('field.counts'), say('counts', { chapters: chapters.length, evidence: evidence.size, files: files.length })],
        ...(seal ? [[say('field.seal'), anchorOf(seal)] as [string, string]] : []),
      ],
    },
    { kind: 'notice', tone: 'info', words: say('how_to_check', { address: publicAddress(`/paquetes/${pack.code}`) }) },
    { kind: 'paragraph', words: say('personal_note'), quiet: true },
  ];
} // prettier-ignore

function copiesBlocks({ pack, evidence, pageOf }: Front): Block[] {
  const say = sayer(pack.language);
  const rows = [...evidence.values()].flatMap((one) =>
    one.versions
      .filter((version) => version.copy !== null)
      .map((version) => [
        one.code,
        version.label ? one.title : `${one.title} · ${version.fileName}`,
        version.label,
        String(pageOf(version)).padStart(4, ' '),
      ]),
  );
  if (rows.length === 0) return [];
  const head = ['code', 'title', 'version', 'page'].map((name) => say(`column.${name}`));
  return [heading(2, say('copies')), { kind: 'table', head, rows, shares: [22, 56, 12, 10] }];
}

function chapterBlocks(chapter: Chapter, { pack, evidence }: Front): Block[] {
  const say = sayer(pack.language);
  const { code, title, within, state, statement, assessed } = chapter;
  const rows = chapter.evidence.flatMap(({ key, meaning }) => {
    const one = evidence.get(key);
    return one ? [[one.code, one.title, one.state, meaning]] : [];
  });
  const head = ['code', 'title', 'state', 'meaning'].map((name) => say(`column.${name}`));
  return [
    heading(within ? 3 : 2, code ? `${code} · ${shortened(title)}` : shortened(title), true),
    ...(shortened(title) === title ? [] : [paragraph(title)]),
    ...(state ? [paragraph(`${say('field.state')}: ${state}${assessed ? ` (${assessed})` : ''}`)] : []),
    ...(statement ? [paragraph(statement)] : []),
    rows.length > 0
      ? { kind: 'table', head, rows, shares: [22, 46, 14, 18] }
      : { kind: 'paragraph', words: say('no_evidence'), quiet: true },
  ];
}

function evidenceBlocks(one: PackedEvidence, language: Language): Block[] {
  const say = sayer(language);
  const kind = translate(language, one.kindWord);
  const facts: [string, string][] = [
    [say('field.kind'), kind],
    ...(one.state ? [[say('field.state'), one.state] as [string, string]] : []),
    ...one.facts,
  ];
  return [
    heading(2, [one.code, shortened(one.title)].filter(Boolean).join(' · ')),
    { kind: 'facts', rows: facts },
    ...(one.personal ? [{ kind: 'notice', tone: 'warn', words: say('left_out') } as Block] : []),
    ...one.versions.flatMap((version) => versionBlocks(version, language)),
  ];
}

function versionBlocks(version: PackedVersion, language: Language): Block[] {
  const say = sayer(language);
  const { label, state, effective, sha256, signatures, files } = version;
  const rows: [string, string][] = [
    ...(effective ? [[say('field.effective'), formatDate(effective, language)] as [string, string]] : []),
    ...(sha256 ? [[say('field.signed'), sha256] as [string, string]] : []),
  ];
  const signs = ['act', 'name', 'position', 'at'].map((name) => say(`column.${name}`));
  const names = ['file', 'bytes', 'sha256'].map((name) => say(`column.${name}`));
  return [
    ...(label ? [heading(3, say('version', { label, state }))] : []),
    ...(rows.length > 0 ? [{ kind: 'facts', rows } as Block] : []),
    ...(signatures.length > 0
      ? [{ kind: 'table', head: signs, rows: signatures.map((one) => [one.act, one.name, one.position, one.at]), caption: say('signatures') } as Block]
      : []),
    ...(files.length > 0
      ? [{ kind: 'table', head: names, rows: files.map((one) => [one.path, String(one.bytes), one.sha256]), shares: [40, 12, 48], caption: say('files') } as Block]
      : []),
  ];
} // prettier-ignore

function heading(level: 1 | 2 | 3, words: string, listed = false): Block {
  return { kind: 'heading', level, words, listed };
}

function paragraph(words: string): Block {
  return { kind: 'paragraph', words };
}

/** A heading of one or two lines: the whole sentence stands below it. */
function shortened(text: string): string {
  return text.length <= 110 ? text : `${text.slice(0, 109).trimEnd()}…`;
}
