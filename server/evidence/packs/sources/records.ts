// Records as evidence in a pack: each file is a piece of its own, a PDF also as a stamped copy.
import { masked } from '../../../platform/access/masking.ts';
import { fileStore } from '../../../platform/files/index.ts';
import { stampPdf } from '../../../platform/pdf/index.ts';
import { entity } from '../../../platform/settings/settings.ts';
import { formatDate, formatDateTime } from '../../../platform/words/index.ts';
import { recordEvidence, type RecordEvidence } from '../../../records/index.ts';
import type { Asked, EvidenceVersion, Source } from './source.ts';

const PDF = 'application/pdf';

export const recordSource: Source = async (asked) => {
  const record = await recordEvidence(asked.shown.id, asked.day);
  if (!record) return null;
  const { code, title, personal, state } = record;
  return {
    kind: 'record',
    id: record.id,
    code,
    title: personal ? masked(title) : title,
    state: asked.t(`records.state.${state}`),
    facts: factsOf(record, asked),
    versions: versionsOf(record, asked),
    subject: `record:${record.id}`,
    personal,
  };
};

function factsOf(record: RecordEvidence, { language, t }: Asked): [string, string][] {
  const { series, typology, happened, received, conforms, procedure, annotations, personal } = record;
  const facts: [string, string][] = [
    [t('records.field.series'), series],
    [t('records.field.typology'), typology],
    [t('records.field.happened'), formatDate(happened, language)],
    [t('records.field.received'), formatDate(received, language)],
    [t('evidence.pack.field.conforms'), t(`records.conforms.${conforms}`)],
    [t('evidence.pack.field.procedure'), procedure],
    ...(personal ? [] : annotations.map(({ text, by, at }): [string, string] => [t('evidence.pack.field.annotation'), `${text} (${by}, ${formatDateTime(at, language)})`])),
  ];
  return facts.filter(([, value]) => value !== '');
} // prettier-ignore

function versionsOf(record: RecordEvidence, asked: Asked): EvidenceVersion[] {
  const { declaredBy, declaredAt, sha256, files, personal } = record;
  const { language, t } = asked;
  const declared = {
    act: t('evidence.pack.declared'),
    name: personal ? masked(declaredBy.name) : declaredBy.name,
    position: declaredBy.position ?? '',
    at: formatDateTime(declaredAt, language),
  };
  const whole = { label: '', state: '', effective: null, sha256, signatures: [declared], files: [], signsContent: false, copy: null };
  const each = files.map((file): EvidenceVersion => ({
    ...whole,
    sha256: null,
    signatures: [],
    files: [{ kind: 'stored', name: file.name, sha256: file.sha256, type: file.type }],
    copy: file.type === PDF ? () => stampedCopy(record, file.sha256, asked) : null,
  }));
  return [whole, ...each];
} // prettier-ignore

async function stampedCopy(record: RecordEvidence, sha256: string, { language, t }: Asked): Promise<Uint8Array> {
  return stampPdf({
    pdf: await fileStore().read(sha256),
    lines: {
      headerLeft: `${record.code} · ${record.title}`,
      headerRight: record.series,
      footerLeft: [
        `${entity.get().name} · ${t('evidence.pack.record_copy')}`,
        `${t('records.field.happened')}: ${formatDate(record.happened, language)} · ${t('records.field.received')}: ${formatDate(record.received, language)}`,
        `SHA-256: ${sha256}`,
      ],
    },
    qr: null,
    watermark: null,
    pageOf: t('documents.stamp.page_of', { x: '{x}', y: '{y}' }),
  });
} // prettier-ignore
