// A school (EE) or one of its sites, each with a DANE code of its own; never deleted, only put out of service.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import { LEVELS, REGIMES, SABER_CATEGORIES, SECTORS, ZONES } from './rules.ts';
import type { Level, Regime, SaberCategory, Sector, Zone } from './rules.ts';

/** A result of the SABER 11 test of one year; `index` between 0 and 1 where the Icfes published it. */
export interface SaberResult {
  year: number;
  category: SaberCategory;
  index: number | null;
}

export interface EstablishmentRecord {
  _id: Types.ObjectId;
  /** 12 digits, kept as text. */
  dane: string;
  name: string;
  nameKey: string;
  words: string[];
  /** The school that this is a site of; null for a school itself. */
  main: Types.ObjectId | null;
  municipality: string;
  sector: Sector;
  zone: Zone;
  /** Of private schools (Ley 115 de 1994, art. 202); null for official ones. */
  regime: Regime | null;
  levels: Level[];
  saber: SaberResult[];
  active: boolean;
  /** Ids of people: who leads the school, and who else answers for it here. */
  rector: string | null;
  delegate: string | null;
}

const saber = { year: Number, category: { type: String, enum: SABER_CATEGORIES }, index: { type: Number, default: null } }; // prettier-ignore

const establishmentSchema = new Schema<EstablishmentRecord>(
  {
    dane: { type: String, required: true },
    name: { type: String, required: true },
    nameKey: { type: String, required: true },
    words: [String],
    main: { type: Schema.Types.ObjectId, default: null },
    municipality: { type: String, default: '' },
    sector: { type: String, enum: SECTORS, required: true },
    zone: { type: String, enum: ZONES, required: true },
    regime: { type: String, enum: [...REGIMES, null], default: null },
    levels: [{ type: String, enum: LEVELS }],
    saber: [new Schema(saber, { _id: false })],
    active: { type: Boolean, required: true },
    rector: { type: String, default: null },
    delegate: { type: String, default: null },
  },
  { collection: 'establishments' },
);
establishmentSchema.index({ dane: 1 }, { unique: true });
establishmentSchema.index({ main: 1, nameKey: 1 });
establishmentSchema.index({ main: 1, dane: 1 });
establishmentSchema.index({ words: 1 });
establishmentSchema.index({ rector: 1 });
establishmentSchema.index({ delegate: 1 });
establishmentSchema.plugin(audited, { kind: 'establishment' });

export const Establishment = mongoose.model('Establishment', establishmentSchema);
export type EstablishmentDoc = HydratedDocument<EstablishmentRecord>;
