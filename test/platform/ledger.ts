// A record that only these tests know: audited, with a secret, a personal and a digested field, in the chain of its owner.
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { audited } from '../../server/platform/audit/audited.ts';
import type { Actor } from '../../server/platform/audit/act.ts';

const ledgerSchema = new Schema(
  {
    title: { type: String, required: true },
    amount: { type: Number, default: 0 },
    owner: { type: String, default: null },
    citizen: { type: String, default: null },
    password: { type: String, default: null },
    body: { type: String, default: null },
    extra: { type: Schema.Types.Mixed, default: null },
    lines: { type: [new Schema({ what: String, units: Number }, { _id: false })], default: [] },
  },
  { collection: 'test_ledgers', timestamps: true, minimize: false },
);
ledgerSchema.plugin(audited, {
  kind: 'ledger',
  subjectOf: (record) => (record.owner as string | null) ?? String(record._id),
  secret: ['password'],
  personal: ['citizen'],
  digest: ['body'],
});

export const Ledger = mongoose.model('TestLedger', ledgerSchema);
export type LedgerFields = InferSchemaType<typeof ledgerSchema>;

export const ana: Actor = {
  kind: 'person',
  id: '0123456789abcdef01234567',
  name: 'Ana Suárez',
  position: 'Profesional de calidad',
};
