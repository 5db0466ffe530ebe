// Parts that several records of this slice hold by value: who, a signature, a file.
import { Schema } from 'mongoose';
import type { Signature } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';

/** A person by value: renaming or removing the person changes no past page. */
export interface Who {
  id: string;
  name: string;
  position: string | null;
}

export interface Stamp extends Who {
  at: Date;
}

export interface StoredFile {
  sha256: string;
  name: string;
  type: string;
  size: number;
}

const plain = { _id: false, id: false } as const;
const who = { id: String, name: String, position: { type: String, default: null } };

export const whoSchema = new Schema<Who>(who, plain);
export const stampSchema = new Schema<Stamp>({ ...who, at: Date }, plain);
export const fileSchema = new Schema<StoredFile>(
  { sha256: String, name: String, type: String, size: Number },
  plain,
);
export const signatureSchema = new Schema<Signature>(
  {
    person: String,
    name: String,
    position: { type: String, default: null },
    acting: Boolean,
    meaning: String,
    at: Date,
    sha256: String,
  },
  plain,
);

export function whoOf(user: User): Who {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}

export function stampOf(user: User, at: Date): Stamp {
  return { ...whoOf(user), at };
}
