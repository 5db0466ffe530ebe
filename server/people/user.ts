// A person with an account: who they are, what they may do, and whether they may enter. Never deleted, only disabled.
import mongoose, { Schema, type HydratedDocument, type InferSchemaType } from 'mongoose';
import { ROLES } from '../platform/access/roles.ts';
import { audited } from '../platform/audit/audited.ts';

const userSchema = new Schema(
  {
    name: { type: String, required: true },
    /** Lower case; what the person signs in with. */
    email: { type: String, required: true },
    /** Name without accents and in lower case: what lists are ordered and searched by. */
    sortName: { type: String, required: true },
    /** Null until the invitation is used. */
    passwordHash: { type: String, default: null },
    roles: { type: [{ type: String, enum: ROLES }], required: true },
    areas: { type: [Schema.Types.ObjectId], required: true },
    language: { type: String, enum: ['es', 'en'], default: null },
    active: { type: Boolean, required: true },
    /** Why the account was disabled; null while it is active. */
    disabledReason: { type: String, default: null },
    lastSignInAt: { type: Date, default: null },
    passwordSetAt: { type: Date, default: null },
    /** When an invitation or a recovery link was last made. */
    linkMadeAt: { type: Date, default: null },
  },
  { collection: 'users' },
);
userSchema.index({ email: 1 }, { unique: true });
userSchema.index({ sortName: 1 });
userSchema.index({ roles: 1, active: 1 });
userSchema.index({ areas: 1 });
userSchema.plugin(audited, {
  kind: 'person',
  secret: ['passwordHash'],
  personal: ['name', 'email', 'sortName', 'disabledReason'],
});

export const UserModel = mongoose.model('User', userSchema);
export type UserDocument = HydratedDocument<InferSchemaType<typeof userSchema>>;
export type UserRecord = InferSchemaType<typeof userSchema> & { _id: mongoose.Types.ObjectId };
