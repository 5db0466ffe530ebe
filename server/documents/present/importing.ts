// Imports as their pages show them: a line per batch, a report per dry run with its problems row by row, a line per document.
import type { Params } from '../../platform/errors.ts';
import type { BatchRecord } from '../batch.ts';
import { isInterrupted, type Trial, type TrialProblem } from '../importing/trial.ts';
import type { VersionState } from '../rules.ts';
import { pathOf } from './showing.ts';
import { glanceTag } from './versions.ts';

type Say = (key: string, params?: Params) => string;

const TONES = { proposed: 'warn', confirmed: 'ok', refused: 'off' } as const;

export function batchSummary(
  { _id, at, by, list, state, decided }: Omit<BatchRecord, 'rows'>,
  count: number,
  t: Say,
): Record<string, unknown> {
  return {
    href: `/documentos/importaciones/${String(_id)}`,
    at,
    by: by.name,
    list: list.name,
    count,
    state: { kind: TONES[state], text: t(`documents.import.batch.state.${state}`) },
    decided,
  };
}

export function trialSummary(trial: Trial, t: Say): Record<string, unknown> {
  return {
    href: `/documentos/importaciones/ensayos/${trial._id}`,
    at: trial.at,
    label: `${trial.list.name} · ${trial.archive.name}`,
    note: t(`documents.import.trial.${stateOf(trial)}`, { count: trial.problems.length }),
  };
}

type TrialState = 'checking' | 'interrupted' | 'failed' | 'ready' | 'used';

function stateOf(trial: Trial): TrialState {
  if (trial.state === 'used') return 'used';
  if (trial.state === 'checking') return isInterrupted(trial) ? 'interrupted' : 'checking';
  return trial.problems.length > 0 || trial.rows.length === 0 ? 'failed' : 'ready';
}

export function trialReport(trial: Trial, t: Say): Record<string, unknown> {
  const bad = new Set(trial.problems.flatMap(({ row }) => row ?? []));
  return {
    trial,
    state: stateOf(trial),
    share: trial.total > 0 ? trial.done / trial.total : 0,
    figures: [
      { label: t('documents.import.trial.rows'), value: trial.rows.length },
      { label: t('documents.import.trial.good'), value: trial.rows.filter(({ row }) => !bad.has(row)).length, state: 'ok' }, // prettier-ignore
      { label: t('documents.import.trial.bad'), value: bad.size, state: bad.size > 0 ? 'bad' : undefined },
    ],
    problems: trial.problems.map((one) => problemRow(one, trial, t)),
    notices: trial.notices.map((one) => t(one.key, one.params)),
  };
}

function problemRow(
  { row, column, key, params }: TrialProblem,
  trial: Trial,
  t: Say,
): Record<string, unknown> {
  return {
    row,
    code: trial.rows.find((one) => one.row === row)?.code ?? '',
    column: column ? t(`documents.import.column.${column}`) : '',
    says: t(key, params),
  };
}

export function batchRows(
  { rows }: BatchRecord,
  states: ReadonlyMap<string, VersionState>,
  t: Say,
): Record<string, unknown>[] {
  return rows.map(({ row, code, title, label, version, sha256, file }) => {
    const state = states.get(version);
    return { row, code, title, label, sha256, file, href: pathOf(code), state: state && glanceTag(state, t) };
  });
}
