// The acta of a secondary transfer as the structure of a PDF: what goes to the historical archive, by which criterion it was selected, what stays, every hash, and who received it.
import type { Signature } from '../../../platform/access/signatures.ts';
import type { Block, Structure } from '../../../platform/pdf/index.ts';
import { entity } from '../../../platform/settings/settings.ts';
import { formatDate, formatDateTime, translate } from '../../../platform/words/index.ts';
import type { LineUnit } from '../gates.ts';
import { isSelected } from '../line.ts';
import { actaOf } from '../rules.ts';
import type { TransferRecord } from '../transfer.ts';

const t = (key: string, params?: Record<string, string | number>): string =>
  translate('es', `records.${key}`, params);

export function historyActa(
  transfer: TransferRecord,
  units: readonly LineUnit[],
  signature: Signature,
): Structure {
  const code = actaOf(transfer.code);
  const title = t('transfer.acta.title');
  return {
    title: `${title} ${code}`,
    subtitle: entity.get().name,
    language: 'es-CO',
    author: entity.get().name,
    header: { left: `${code} · ${title}`, right: entity.get().name },
    footer: { left: code, pageOf: t('disposal.acta.page_of', { x: '{x}', y: '{y}' }) },
    blocks: [
      { kind: 'paragraph', words: t('transfer.acta.lead') },
      {
        kind: 'facts',
        rows: [
          [t('disposal.field.code'), transfer.code],
          [t('disposal.field.note'), transfer.note],
          [t('disposal.field.prepared'), `${transfer.prepared.name}, ${formatDateTime(transfer.prepared.at, 'es')}`],
        ],
      },
      heading(t('disposal.acta.inventory')),
      inventoryBlock(units),
      ...selectionBlocks(units),
      heading(t('transfer.acta.records')),
      recordsBlock(units),
      heading(t('disposal.acta.signatures')),
      signatureBlock(signature),
      { kind: 'paragraph', words: t('disposal.acta.hash', { hash: signature.sha256 }), quiet: true },
    ],
  };
} // prettier-ignore

function inventoryBlock(units: readonly LineUnit[]): Block {
  const heads = ['unit', 'title', 'series', 'from', 'due', 'records'].map((one) => t(`disposal.field.${one}`));
  return {
    kind: 'table',
    head: [...heads, t('field.disposition')],
    shares: [14, 23, 18, 13, 13, 9, 10],
    rows: units.map(({ line }) => [
      line.code, line.title, `${line.series} ${line.seriesName}`, formatDate(line.from, 'es'), formatDate(line.due, 'es'),
      String(line.records), line.disposition ? t(`disposition.${line.disposition}`) : '',
    ]),
  };
} // prettier-ignore

/** By which criterion, and what stays kept where it is. */
function selectionBlocks(units: readonly LineUnit[]): Block[] {
  const selected = units.filter(({ line }) => line.selection);
  if (selected.length === 0) return [];
  return [
    heading(t('transfer.acta.selection')),
    {
      kind: 'table',
      head: [t('disposal.field.unit'), t('transfer.criterion'), t('transfer.goes'), t('transfer.stays')],
      shares: [16, 34, 25, 25],
      rows: selected.map(({ line, unit }) => {
        const codes = unit.records.map(({ code }) => code);
        const goes = codes.filter((code) => isSelected(line, code));
        return [line.code, line.selection?.criterion ?? '', listed(goes), listed(codes.filter((code) => !goes.includes(code)))];
      }),
    },
  ];
} // prettier-ignore

/** Each record that goes, with the hashes by which it is recognised. */
function recordsBlock(units: readonly LineUnit[]): Block {
  const going = units.flatMap(({ line, unit }) => unit.records.filter(({ code }) => isSelected(line, code)));
  if (going.length === 0) return { kind: 'paragraph', words: t('transfer.acta.nothing') };
  return {
    kind: 'table',
    head: [t('disposal.field.record'), t('disposal.field.hashes')],
    shares: [22, 78],
    rows: going.map(({ code, files, sha256 }) => [
      code,
      [sha256, ...files.map((one) => one.sha256)].join(' '),
    ]),
  };
}

function signatureBlock({ name, position, acting, at }: Signature): Block {
  const post = [position ?? '', acting ? t('disposal.acting') : ''].filter(Boolean).join(' ');
  return {
    kind: 'table',
    head: ['signs_as', 'name', 'position', 'at'].map((one) => t(`disposal.field.${one}`)),
    rows: [[t('transfer.acta.received'), name, post, formatDateTime(at, 'es')]],
  };
}

function listed(codes: readonly string[]): string {
  return codes.length > 0 ? codes.join(', ') : t('transfer.none_of_it');
}

function heading(words: string): Block {
  return { kind: 'heading', level: 2, words };
}
