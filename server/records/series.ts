// A series or subseries in one version of the retention table: how long its records are kept, and who may see them.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import type { Role } from '../platform/access/roles.ts';
import { audited } from '../platform/audit/audited.ts';
import { DISPOSITIONS, MEDIA, type Medium, type Retention } from './rules.ts';

/** What the records table of a procedure says of a row, in its own words. */
export interface StatedRow {
  procedure: string;
  responsible: string;
  medium: string;
  place: string;
  retention: string;
  disposition: string;
}

/** Everybody, or these roles and the people of these areas; the quality office always. */
export interface Access {
  everyone: boolean;
  roles: Role[];
  areas: string[];
}

export interface SeriesRecord extends Retention {
  _id: Types.ObjectId;
  /** Number of the version of the table. */
  table: number;
  code: string;
  name: string;
  /** Code of the series that this is a subseries of. */
  parent: string | null;
  /** Document types (tipos documentales) that its files hold. */
  typologies: string[];
  medium: Medium;
  /** Producing office. */
  office: string;
  /** How the disposition is carried out. */
  procedure: string;
  /** Legal basis of the retention. */
  basis: string;
  access: Access;
  /** Reserved by law: each reading of its records enters the trail. */
  reserved: boolean;
  /** Takes no new records; those that it has keep their retention. */
  closed: boolean;
  stated: StatedRow | null;
}

const stated = new Schema(
  {
    procedure: String,
    responsible: String,
    medium: String,
    place: String,
    retention: String,
    disposition: String,
  },
  { _id: false, id: false },
);

const seriesSchema = new Schema<SeriesRecord>(
  {
    table: { type: Number, required: true, immutable: true },
    code: { type: String, required: true, immutable: true },
    name: { type: String, required: true },
    parent: { type: String, default: null },
    typologies: { type: [String], default: [] },
    medium: { type: String, enum: MEDIA, required: true },
    office: { type: String, default: '' },
    management: { type: Number, default: null },
    central: { type: Number, default: null },
    disposition: { type: String, enum: [...DISPOSITIONS, null], default: null },
    procedure: { type: String, default: '' },
    basis: { type: String, default: '' },
    access: {
      everyone: { type: Boolean, default: true },
      roles: { type: [String], default: [] },
      areas: { type: [String], default: [] },
    },
    reserved: { type: Boolean, default: false },
    closed: { type: Boolean, default: false },
    stated: { type: stated, default: null },
  },
  { collection: 'series' },
);
seriesSchema.index({ table: 1, code: 1 }, { unique: true });
seriesSchema.index({ code: 1, table: -1 });
seriesSchema.index({ table: 1, 'access.everyone': 1 });
// One chain for the series through all versions of the table.
seriesSchema.plugin(audited, { kind: 'series', subjectOf: (record) => String(record.code) });

export const Series = mongoose.model('Series', seriesSchema);
export type SeriesDoc = HydratedDocument<SeriesRecord>;
