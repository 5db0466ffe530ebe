// What a slice is to the rest of the system: everything it brings is listed in one object.
import type { RequestHandler } from 'express';
import type { Permission, Policy } from '../access/policy.ts';
import type { User } from '../access/roles.ts';
import type { Day } from '../clock.ts';
import type { FaultWord, Params } from '../errors.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Kind } from '../links/kinds.ts';
import type { AnyRoute } from './route.ts';

/** A line of the side menu. */
export interface MenuLine {
  href: string;
  word: string;
  may: Permission | 'signed_in';
  /** Position among all lines; the order of the work, not of the slices. */
  order: number;
}

/** Something that waits for a person, shown in "Mis pendientes". */
export interface Task {
  href: string;
  /** Word key of what to do, e.g. `documents.task.approve`, and its parameters. */
  word: string;
  params: Params;
  /** Since when, and until when it should be done. */
  since: Date;
  due: Day | null;
}

/** A fault that `npm run verify` names. */
export interface Fault {
  check: string;
  subject: string;
  says: FaultWord;
  /** What fills it; one that is a word key itself is said in the reader's language too. */
  params?: Params;
}

/** A number on the start page, with where to see what it counts. */
export interface Figure {
  word: string;
  value: number;
  href: string;
  tone: 'ok' | 'warn' | 'bad' | 'info' | 'off';
}

export interface Slice {
  name: string;
  routes: readonly AnyRoute[];
  policy: Policy;
  kinds?: readonly Kind[];
  menu?: readonly MenuLine[];
  jobs?: readonly Job[];
  tasks?: (user: User) => Promise<Task[]>;
  figures?: (user: User) => Promise<Figure[]>;
  /** Integrity checks of this slice's records. */
  checks?: () => AsyncIterable<Fault>;
  /** Hashes of the stored files that this slice's records point at, so that the rest can be swept. */
  files?: () => AsyncIterable<string>;
  /** Makes the indexes of this slice's collections without a model. Called at every start, after the models' own; safe to repeat. */
  prepare?: () => Promise<void>;
  /** Stands before every route while it must (set-up of an empty copy). */
  gate?: RequestHandler;
  /** A believable example on an empty database, on top of what the slices before this one made; for the demonstration and for tests. */
  seed?: () => Promise<void>;
  /** Registers what later slices or the platform ask for (source of users, panels). Called once at start, in order. */
  register?: () => void;
}
