// The acta of a disposal as the structure of a PDF: what went, by which retention, who decided, how it was published and answered, and every hash.
import type { Signature } from '../../../platform/access/signatures.ts';
import type { Block, Structure } from '../../../platform/pdf/index.ts';
import { entity } from '../../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate } from '../../../platform/words/index.ts';
import type { RecordRecord } from '../../record.ts';
import type { DisposalRecord } from '../disposal.ts';
import { standing } from '../line.ts';
import type { ObservationRecord } from '../observation.ts';
import { actaOf } from '../rules.ts';

const t = (key: string, params?: Record<string, string | number>): string =>
  translate('es', `records.disposal.${key}`, params);

export function actaStructure(
  disposal: DisposalRecord,
  observations: readonly ObservationRecord[],
  records: readonly Pick<RecordRecord, 'code' | 'files' | 'sha256'>[],
  signature: Signature,
): Structure {
  const code = actaOf(disposal.code);
  return {
    title: `${t('acta.title')} ${code}`,
    subtitle: entity.get().name,
    language: 'es-CO',
    author: entity.get().name,
    header: { left: `${code} · ${t('acta.title')}`, right: entity.get().name },
    footer: { left: code, pageOf: t('acta.page_of', { x: '{x}', y: '{y}' }) },
    blocks: [
      { kind: 'paragraph', words: t('acta.lead') },
      factsBlock(disposal, records.length),
      heading(t('acta.inventory')),
      inventoryBlock(disposal),
      ...observationBlocks(observations),
      heading(t('acta.residual')),
      { kind: 'paragraph', words: t('acta.residual_text'), quiet: true },
      residualBlock(records),
      heading(t('acta.signatures')),
      signatureBlock(disposal, signature),
      { kind: 'paragraph', words: t('acta.hash', { hash: signature.sha256 }), quiet: true },
    ],
  };
}

function factsBlock({ code, decision, published }: DisposalRecord, count: number): Block {
  return {
    kind: 'facts',
    rows: [
      [t('field.code'), code],
      [t('field.records'), String(count)],
      [t('field.decision'), decision ? `${decision.acta} (${decision.session})` : ''],
      [
        t('field.published'),
        published ? `${formatDate(published.day, 'es')} – ${formatDate(published.until, 'es')}` : '',
      ],
    ],
  };
}

function inventoryBlock(disposal: DisposalRecord): Block {
  return {
    kind: 'table',
    head: [t('field.unit'), t('field.title'), t('field.series'), t('field.from'), t('field.due'), t('field.records')],
    shares: [16, 30, 24, 11, 11, 8],
    rows: standing(disposal.lines).map((line) => [
      line.code, line.title, `${line.series} ${line.seriesName}`, formatDate(line.from, 'es'), formatDate(line.due, 'es'), String(line.records),
    ]),
  };
} // prettier-ignore

function observationBlocks(observations: readonly ObservationRecord[]): Block[] {
  if (observations.length === 0) return [heading(t('acta.observations')), { kind: 'paragraph', words: t('acta.no_observations') }]; // prettier-ignore
  return [
    heading(t('acta.observations')),
    {
      kind: 'table',
      head: [t('field.number'), t('field.observation'), t('field.answer')],
      shares: [8, 46, 46],
      rows: observations.map(({ number, text, answer }) => [String(number), text, answer?.text ?? '']),
    },
  ];
}

function residualBlock(records: readonly Pick<RecordRecord, 'code' | 'files' | 'sha256'>[]): Block {
  return {
    kind: 'table',
    head: [t('field.record'), t('field.hashes')],
    shares: [22, 78],
    rows: records.map(({ code, files, sha256 }) => [
      code,
      [sha256, ...files.map((one) => one.sha256)].join(' '),
    ]),
  };
}

function signatureBlock({ decision }: DisposalRecord, signature: Signature): Block {
  const row = (as: string, one: Signature): string[] => [
    t(`acta.${as}`), one.name, [one.position ?? '', one.acting ? t('acting') : ''].filter(Boolean).join(' '), formatDateTime(one.at, 'es'),
  ]; // prettier-ignore
  return {
    kind: 'table',
    head: [t('field.signs_as'), t('field.name'), t('field.position'), t('field.at')],
    rows: [...(decision ? [row('decided', decision.signature)] : []), row('executed', signature)],
  };
}

function heading(words: string): Block {
  return { kind: 'heading', level: 2, words };
}
