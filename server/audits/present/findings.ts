// Findings as their templates need them.
import type { NonconformityState } from '../../actions/index.ts';
import { clauseById, codeOf } from '../../requirements/index.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { today, type Day } from '../../platform/clock.ts';
import { formatDate } from '../../platform/words/index.ts';
import type { FindingRecord } from '../finding.ts';
import type { FindingSubject } from '../policy.ts';
import { asksAnswer } from '../rules/states.ts';
import { pathOf } from './audits.ts';
import { findingTone } from './tones.ts';

type T = (key: string, params?: Record<string, string | number>) => string;
type Treatments = ReadonlyMap<string, NonconformityState>;

/** @param on the day that counts as today for who reads */
export function findingRow(finding: FindingRecord, treatments: Treatments, t: T, on: Day = today()) {
  const { auditCode, number, code, grade, statement, processCode, requirement, answer, answerBy, withdrawn, nonconformity } = finding;
  const treatment = nonconformity && treatments.get(nonconformity.id);
  const isLate = !answer && answerBy !== null && answerBy < on;
  return {
    href: pathOf(auditCode, 'hallazgos', number),
    code,
    statement,
    processCode,
    requirement,
    grade: { kind: findingTone(finding), text: withdrawn ? t('audits.finding.withdrawn') : t(`audits.grade.${grade}`) },
    answer: answer ? t(answer.accepts ? 'audits.answer.accepts' : 'audits.answer.disputes') : answerBy ? t('audits.answer.awaited') : '',
    answerBy: answer ? null : answerBy,
    tone: isLate ? 'bad' : 'info',
    treatment: treatment && { href: treatment.href, code: treatment.code, state: t(treatment.word) },
    followUp: finding.followUp && t(finding.followUp.effective ? 'audits.follow_up.effective' : 'audits.follow_up.not_effective'),
  };
} // prettier-ignore

/** The clause by its code, and what is said in words beside it or instead of it. */
function requirementFacts({ clause, requirement }: FindingRecord, label: (name: string) => string) {
  if (!clause) return [{ label: label('requirement'), value: requirement }];
  const own = {
    label: label('clause'),
    value: clauseCode(clause),
    href: `/requisitos/${encodeURIComponent(clause)}`,
  };
  const words = wordsBeside(clause, requirement);
  return words ? [own, { label: label('requirement'), value: words }] : [own];
}

/** The requirement in words, without the bare code that stands in for them. */
export function wordsBeside(clause: string | null, requirement: string): string {
  return requirement === '—' || (clause && requirement === clauseCode(clause)) ? '' : requirement;
}

function clauseCode(clause: string): string {
  const found = clauseById(clause);
  return found ? codeOf(found) : clause;
}

export function findingFacts(finding: FindingRecord, treatments: Treatments, t: T) {
  const { grade, processCode, answerBy, closeBy, nonconformity, followUp, writtenBy, signedAt, withdrawn } = finding;
  const label = (name: string): string => t(`audits.field.${name}`);
  const treatment = nonconformity && treatments.get(nonconformity.id);
  return [
    { label: label('grade'), state: { kind: findingTone(finding), text: t(`audits.grade.${grade}`) } },
    { label: label('process'), value: processCode, href: `/procesos/${encodeURIComponent(processCode)}` },
    ...requirementFacts(finding, label),
    { label: label('written_by'), value: `${writtenBy.name}, ${formatDate(writtenBy.at)}` },
    ...(signedAt ? [{ label: label('signed'), day: signedAt }] : []),
    ...(answerBy ? [{ label: label('answer_by'), day: answerBy }, { label: label('close_by'), day: closeBy }] : []),
    ...(treatment ? [{ label: label('nonconformity'), value: `${treatment.code} · ${t(treatment.word)}`, href: treatment.href }] : []),
    ...(followUp ? [{ label: label('follow_up'), value: `${followUp.code}: ${t(followUp.effective ? 'audits.follow_up.effective' : 'audits.follow_up.not_effective')}. ${followUp.evidence}`, href: pathOf(followUp.code) }] : []),
    ...(withdrawn ? [{ label: label('withdrawn'), value: `${withdrawn.reason} (${withdrawn.name})` }] : []),
  ];
} // prettier-ignore

export function findingAbilities(subject: FindingSubject, ctx: Pick<Ctx, 'may'>): Record<string, boolean> {
  const { audit, finding } = subject;
  const isWork = audit.state === 'in_progress' && !finding.withdrawn && ctx.may('audits.conduct', subject);
  const isSigned = finding.signedAt !== null && !finding.withdrawn;
  return {
    edit: isWork,
    withdraw: isWork,
    answer: isSigned && asksAnswer(finding.grade) && !finding.answer && ctx.may('audits.answer', subject),
    prevent: isSigned && finding.grade === 'observation' && !finding.nonconformity && ctx.may('audits.open_action', subject), // prettier-ignore
  };
}
