// Programmes as their list and other pages see them.
import { stoodBefore } from '../../platform/audit/standing.ts';
import { Programme, type ProgrammeRecord } from '../programme.ts';

/** The newest first; as they stood before an instant where one is given. */
export async function allProgrammes(close: Date | null): Promise<ProgrammeRecord[]> {
  return stoodBefore(Programme, await Programme.find().sort({ year: -1 }).lean<ProgrammeRecord[]>(), close);
}

export function programmeOf(year: number): Promise<ProgrammeRecord | null> {
  return Programme.findOne({ year }).lean<ProgrammeRecord>();
}
