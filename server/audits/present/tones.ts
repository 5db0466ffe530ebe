// The colour that each state of this slice has everywhere.
import type { FindingRecord } from '../finding.ts';
import type { ProgrammeState } from '../rules/programme.ts';
import type { AuditState, Grade } from '../rules/states.ts';

type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'off';

const STATES: Record<AuditState, Tone> = {
  planned: 'info',
  proposed: 'warn',
  accepted: 'info',
  in_progress: 'warn',
  signed: 'warn',
  closed: 'ok',
  cancelled: 'off',
};

export function stateTone(state: AuditState): Tone {
  return STATES[state];
}

export function programmeTone(state: ProgrammeState): Tone {
  return ({ draft: 'info', proposed: 'warn', approved: 'ok' } as const)[state];
}

const GRADES: Record<Grade, Tone> = {
  major: 'bad',
  minor: 'warn',
  observation: 'info',
  opportunity: 'info',
  strength: 'ok',
};

/** Green once a follow-up found that it works; grey when it was withdrawn. */
export function findingTone({ grade, followUp, withdrawn }: Pick<FindingRecord, 'grade' | 'followUp' | 'withdrawn'>): Tone {
  if (withdrawn) return 'off';
  return followUp?.effective ? 'ok' : GRADES[grade];
} // prettier-ignore
