// A document of external origin: law, guide, standard. Its edition is watched and its distribution controlled (G1f).
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';
import { foldText } from '../platform/search/terms.ts';

/** The name as it is compared: no accents, no capitals, one space between words. */
export function nameKeyOf(name: string): string {
  return foldText(name).replaceAll(/\s+/g, ' ').trim();
}

export interface ExternalRecord {
  _id: Types.ObjectId;
  /** What people cite: `Ley 115 de 1994`, `Guía 34`. */
  name: string;
  nameKey: string;
  about: string;
  issuer: string;
  /** Edition or date of issue as the source states it. */
  edition: string;
  /** Where it can be read; empty when not known. */
  source: string;
  /** Last time that somebody checked which edition holds. */
  verified: { by: string; name: string; at: Date } | null;
  nextCheck: Day;
  distribution: { everyone: boolean; areas: string[]; positions: string[] };
  /** Editions before the present one, newest last. */
  earlier: { edition: string; until: Day }[];
  /** No longer applies (repealed), since. */
  endedOn: Day | null;
}

const externalSchema = new Schema<ExternalRecord>(
  {
    name: { type: String, required: true },
    nameKey: { type: String, required: true },
    about: { type: String, default: '' },
    issuer: { type: String, default: '' },
    edition: { type: String, default: '' },
    source: { type: String, default: '' },
    verified: {
      type: new Schema({ by: String, name: String, at: Date }, { _id: false, id: false }),
      default: null,
    },
    nextCheck: { type: String, required: true },
    distribution: {
      everyone: { type: Boolean, default: true },
      areas: { type: [String], default: [] },
      positions: { type: [String], default: [] },
    },
    earlier: [new Schema({ edition: String, until: String }, { _id: false, id: false })],
    endedOn: { type: String, default: null },
  },
  { collection: 'external_documents' },
);
externalSchema.index({ nameKey: 1 }, { unique: true });
externalSchema.index({ nextCheck: 1 });
externalSchema.plugin(audited, { kind: 'external' });

export const External = mongoose.model('ExternalDocument', externalSchema);
export type ExternalDoc = HydratedDocument<ExternalRecord>;
