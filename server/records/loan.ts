// A loan of a record on paper: to whom, until when, and when it came back.
import mongoose, { Schema, type HydratedDocument, type Types } from 'mongoose';
import { audited } from '../platform/audit/audited.ts';
import type { Day } from '../platform/clock.ts';

export interface LoanRecord {
  _id: Types.ObjectId;
  record: Types.ObjectId;
  recordCode: string;
  /** Who took it, and for what. */
  holder: string;
  purpose: string;
  lent: Day;
  due: Day;
  by: string;
  returned: { day: Day; by: string; note: string } | null;
}

const loanSchema = new Schema<LoanRecord>(
  {
    record: { type: Schema.Types.ObjectId, required: true },
    recordCode: { type: String, required: true },
    holder: { type: String, required: true },
    purpose: { type: String, default: '' },
    lent: { type: String, required: true },
    due: { type: String, required: true },
    by: { type: String, required: true },
    returned: {
      type: new Schema({ day: String, by: String, note: String }, { _id: false, id: false }),
      default: null,
    },
  },
  { collection: 'record_loans' },
);
// A record lies in one place: one open loan at a time.
loanSchema.index(
  { record: 1 },
  { unique: true, partialFilterExpression: { returned: null }, name: 'one_open' },
);
loanSchema.index({ record: 1, lent: -1 });
loanSchema.index({ returned: 1, due: 1 });
loanSchema.plugin(audited, { kind: 'record', subjectOf: (one) => String(one.record), personal: ['holder'] });

export const Loan = mongoose.model('RecordLoan', loanSchema);
export type LoanDoc = HydratedDocument<LoanRecord>;
