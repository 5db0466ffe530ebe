// The need to act judged against risk, pure: probability by impact, and what each level asks (G11b, G12c).
import type { Grade } from './states.ts';

export const LEVELS = ['low', 'medium', 'high'] as const;
export type Level = (typeof LEVELS)[number];

/** Probability and impact from 1 to 5: low up to 4, medium up to 12, high above. */
export function levelOf(probability: number, impact: number): Level {
  const score = probability * impact;
  if (score <= 4) return 'low';
  return score <= 12 ? 'medium' : 'high';
}

/** Why it must be acted upon whatever is argued; null when the judgement is free. */
export function mustAct(level: Level, grade: Grade): 'high_risk' | 'major' | null {
  if (level === 'high') return 'high_risk';
  return grade === 'major' ? 'major' : null;
}
