// Programmes as their list and other pages see them.
import { Programme, type ProgrammeRecord } from '../programme.ts';

export function allProgrammes(): Promise<ProgrammeRecord[]> {
  return Programme.find().sort({ year: -1 }).lean<ProgrammeRecord[]>();
}

export function programmeOf(year: number): Promise<ProgrammeRecord | null> {
  return Programme.findOne({ year }).lean<ProgrammeRecord>();
}
