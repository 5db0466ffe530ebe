// How far a build has come, for whoever watches its page. It proves nothing and carries no trail.
import { now } from '../../platform/clock.ts';
import { nativeCollection } from '../../platform/db/connection.ts';

export const STEPS = ['gathering', 'copying', 'composing', 'joining', 'packing'] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  /** Code of the pack. */
  _id: string;
  step: Step;
  /** Of what the step does, how many of how many. */
  done: number;
  total: number;
  at: Date;
}

const progress = () => nativeCollection<Progress>('pack_progress');
const DAYS_KEPT = 7;

export async function noteProgress(code: string, step: Step, done: number, total: number): Promise<void> {
  await progress().updateOne({ _id: code }, { $set: { step, done, total, at: now() } }, { upsert: true });
}

export function progressOf(code: string): Promise<Progress | null> {
  return progress().findOne({ _id: code });
}

export async function ensureProgressIndexes(): Promise<void> {
  await progress().createIndex({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
}
