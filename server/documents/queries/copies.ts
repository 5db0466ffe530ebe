// Controlled copies: the stamped PDF of a version, the numbered copies of a document, and what a token on paper stands for.
import type { Types } from 'mongoose';
import { dayOf, now, today } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { fileStore } from '../../platform/files/index.ts';
import { composePdf, stampPdf } from '../../platform/pdf/index.ts';
import { publicAddress } from '../../platform/settings/address.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate, type Language } from '../../platform/words/index.ts';
import { Copy, type CopyRecord } from '../copy.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { documentStructure } from '../present/pdf.ts';
import { Version, type VersionRecord } from '../version.ts';
import { inForceOn } from './listing.ts';

const PDF = 'application/pdf';

/** True when a version can be had as a stamped PDF: authored here, or brought as one. */
export function canBeStamped(version: Pick<VersionRecord, 'content'>): boolean {
  return version.content.kind === 'text' || version.content.type === PDF;
}

/**
 * The PDF of a version with code, version, state, date, page x of y and QR on every page; OBSOLETO across every page of an obsolete one (G1c, G1g).
 * @throws NotFound for a file that is no PDF; DamagedFile when the stored bytes are not those that were approved
 */
export async function controlledCopy(
  document: DocumentRecord,
  version: VersionRecord,
  language: Language,
  copy?: CopyRecord,
): Promise<Uint8Array> {
  if (!canBeStamped(version)) throw new NotFound();
  const { content } = version;
  const pdf =
    content.kind === 'file'
      ? await fileStore().read(content.sha256)
      : await composePdf(documentStructure(document, version, language));
  return stampPdf(stampOf(document, version, pdf, content.kind === 'file', language, copy));
}

function stampOf(
  document: DocumentRecord,
  version: VersionRecord,
  pdf: Uint8Array,
  makeRoom: boolean,
  language: Language,
  copy?: CopyRecord,
) {
  const t = (key: string, params: Record<string, string | number> = {}): string =>
    translate(language, `documents.stamp.${key}`, params);
  const { state, since } = stateOfCopy(document, version);
  const day = since ? formatDate(since, language) : '';
  const token = copy?.token ?? version.token;
  const kind = copy ? t('numbered', { number: String(copy.number), holder: copy.holder }) : t('uncontrolled');
  return {
    pdf,
    makeRoom,
    lines: {
      headerLeft: `${document.code} · ${document.title}`,
      headerRight: `${t('version', { label: version.label })} · ${t(state, { day })}`,
      footerLeft: [
        `${entity.get().name} · ${kind}`,
        t('printed', { at: formatDateTime(now(), language), hash: (version.sha256 ?? '').slice(0, 16) }),
        t('check', { address: publicAddress(`/v/${token}`) }),
      ],
    },
    qr: publicAddress(`/v/${token}`),
    watermark:
      state === 'obsolete' ? t('watermark_obsolete') : state === 'in_force' ? null : t('watermark_draft'),
    pageOf: t('page_of', { x: '{x}', y: '{y}' }),
  };
}

export interface CopyState {
  state: 'in_force' | 'obsolete' | 'withdrawn' | 'not_yet';
  /** In force since, superseded on, withdrawn on. */
  since: string | null;
}

function stateOfCopy(document: DocumentRecord, version: VersionRecord): CopyState {
  const current = inForceOn(document, today());
  if (current?.id === String(version._id)) return { state: 'in_force', since: version.effective };
  if (version.state === 'obsolete' || version.state === 'in_force')
    return { state: 'obsolete', since: version.obsoleteFrom ?? current?.effective ?? today() };
  return { state: 'not_yet', since: version.effective };
}

/** What the public page says of a token; null when nobody gave it out. */
export interface CheckedCopy extends CopyState {
  code: string;
  title: string;
  label: string;
  currentLabel: string | null;
  copyNumber: number | null;
}

/** Answers for a printed copy: in force, superseded on, withdrawn on. Tells no name of a holder. */
export async function checkToken(token: string): Promise<CheckedCopy | null> {
  const copy = await Copy.findOne({ token }).lean<CopyRecord>();
  const version = await Version.findOne(copy ? { _id: copy.version } : { token }).lean<VersionRecord>();
  const document = version && (await Document.findById(version.document).lean<DocumentRecord>());
  if (!document || !version) return null;
  const current = inForceOn(document, today());
  const held = stateOfCopy(document, version);
  const withdrawn =
    document.state === 'withdrawn' && held.state === 'obsolete' && version.supersededBy === null;
  return {
    ...held,
    state: withdrawn ? 'withdrawn' : held.state,
    code: document.code,
    title: document.title,
    label: version.label,
    currentLabel: current?.label ?? null,
    copyNumber: copy?.number ?? null,
  };
}

export async function copiesOf(document: Types.ObjectId): Promise<CopyRecord[]> {
  return Copy.find({ document }).sort({ number: -1 }).lean<CopyRecord[]>();
}

export async function copyNumbered(document: Types.ObjectId, number: number): Promise<CopyRecord | null> {
  return Copy.findOne({ document, number }).lean<CopyRecord>();
}

/** Copies that must come back, for the task list. */
export async function copiesToRecall(): Promise<
  { document: Types.ObjectId; since: string; count: number }[]
> {
  const rows = await Copy.find({ recallSince: { $ne: null }, returned: null })
    .select('document recallSince')
    .lean<CopyRecord[]>();
  return [...Map.groupBy(rows, (row) => String(row.document)).values()].flatMap((group) => {
    const [first] = group;
    return first?.recallSince
      ? [{ document: first.document, since: dayOf(first.recallSince), count: group.length }]
      : [];
  });
}
