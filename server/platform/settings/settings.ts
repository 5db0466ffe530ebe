// Settings of this copy: few, typed, audited, the same in every process within half a minute.
import mongoose, { Schema } from 'mongoose';
import { audited } from '../audit/audited.ts';
import type { Day } from '../clock.ts';

const settingSchema = new Schema(
  { _id: { type: String, required: true }, value: { type: Schema.Types.Mixed, default: null } },
  { collection: 'settings', minimize: false },
);
settingSchema.plugin(audited, { kind: 'setting' });
const SettingRecord = mongoose.model('Setting', settingSchema);

const FRESH_MS = 30_000;
let values = new Map<string, unknown>();
let readAt = 0;

export interface Setting<T> {
  /** The value as of at most half a minute ago. */
  get(): T;
  /** Changes it inside the open act. */
  set(value: T): Promise<void>;
}

/** Declares a setting with the value that holds until somebody sets another. */
export function setting<T>(name: string, fallback: T): Setting<T> {
  return {
    get() {
      if (Date.now() - readAt > FRESH_MS) void readSettings().catch(() => undefined);
      return (values.get(name) as T | undefined) ?? fallback;
    },
    async set(value) {
      const record = (await SettingRecord.findById(name)) ?? new SettingRecord({ _id: name });
      record.value = value;
      record.markModified('value');
      await record.save();
      readAt = 0;
    },
  };
}

/** Reads every setting; called at start and after a change. */
export async function readSettings(): Promise<void> {
  readAt = Date.now();
  const all = await SettingRecord.find().lean<{ _id: string; value: unknown }[]>();
  values = new Map(all.map((one) => [one._id, one.value]));
}

export interface Entity {
  name: string;
  /** A ministry answers T15-T60, a certified territorial entity T61-T72. */
  kind: 'ministry' | 'territorial';
}

/** The office that runs this copy; an empty name until set-up is done. */
export const entity = setting<Entity>('entity', { name: '', kind: 'territorial' });

/** A day on which the entity does not attend, by an administrative act that says so. */
export interface Closure {
  day: Day;
  /** Number and date of the administrative act. */
  by: string;
}

export const closures = setting<Closure[]>('closures', []);

/** The closures as terms in working days take them. */
export function closureDays(): ReadonlySet<Day> {
  return new Set(closures.get().map((closure) => closure.day));
}
