// Lines, sections and samples as their templates need them.
import type { AuditRecord } from '../audit.ts';
import type { FindingRecord } from '../finding.ts';
import type { LineRecord } from '../line.ts';
import type { SectionTally } from '../queries/reading.ts';
import { RESULTS } from '../rules/states.ts';
import type { SampleRecord } from '../sample.ts';
import { pathOf } from './audits.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

const STATES = {
  conforming: 'ok',
  nonconforming: 'bad',
  observation: 'warn',
  not_applicable: 'off',
} as const;
const SYMBOLS = { conforming: 'conforming', nonconforming: 'nonconforming', observation: 'partial', not_applicable: 'not_applicable' } as const; // prettier-ignore

/** The four values, and blank: what was not looked at is none of them. */
export function resultOptions(t: T) {
  return [
    ...RESULTS.map((value) => ({ value, label: t(`audits.result.${value}`), state: STATES[value] })),
    { value: '', label: t('audits.result.blank'), state: 'off' },
  ];
}

export function lineView(line: LineRecord, audit: Pick<AuditRecord, 'code'>, findings: readonly FindingRecord[], t: T) {
  const { order, against, question, result, evidence, interviewee, note, photos, by, source } = line;
  const id = String(line._id);
  const path = pathOf(audit.code, 'lista', 'lineas', id);
  const own = findings.filter((one) => one.line === id && !one.withdrawn);
  return {
    id, order, against, question, evidence, interviewee, note, path,
    result: result ?? '',
    symbol: result ? SYMBOLS[result] : 'not_evaluated',
    resultText: t(`audits.result.${result ?? 'blank'}`),
    seen: by?.at.getTime() ?? 0,
    by: by && t('audits.line.saved_by', { name: by.name }),
    at: by?.at,
    photos: photos.map((one) => ({ href: `${path}/fotos/${one.sha256}`, name: one.name })),
    findings: own.map((one) => ({ href: pathOf(audit.code, 'hallazgos', one.number), label: one.code })),
    needsFinding: own.length === 0 && source.kind !== 'finding' && (result === 'nonconforming' || result === 'observation'),
    findingPath: `${pathOf(audit.code, 'hallazgos', 'nuevo')}?linea=${id}`,
  };
} // prettier-ignore

export function sectionRow(one: SectionTally, current: boolean, code: string, t: T) {
  return {
    href: `${pathOf(code, 'lista')}?seccion=${one.number}`,
    label: one.section,
    current,
    note: one.blank > 0 ? t('audits.line.blanks_of', { blank: one.blank, total: one.total }) : t('audits.line.all_of', { total: one.total }), // prettier-ignore
    done: one.blank === 0,
  };
}

export function sampleRow(sample: SampleRecord, t: T) {
  const { number, population, populationSize, items, method, size, seed, drawn, reason, by } = sample;
  return {
    number, population, seed, reason,
    by: by.name, at: by.at,
    how: t('audits.sample.of', { size, population: populationSize, method: t(`audits.sample_method.${method}`) }),
    items: drawn.map((place) => ({ place, text: items[place - 1] ?? '' })),
  };
} // prettier-ignore
