// What a stage of a pipeline is.
import type { Doc } from '../bson/index.ts';

/** What a pipeline needs from outside. */
export interface PipelineContext {
  /** The documents of another collection of the same database; empty when there is none. */
  collection(name: string): Iterable<Doc>;
  /** Of those, all in which a path holds one of the values, and perhaps others: what an index makes quick. */
  having?(name: string, path: string, values: readonly unknown[]): Iterable<Doc>;
  /** The time that `$$NOW` gives. */
  now: Date;
  /** Variables from outside, by name without `$$`. */
  let?: Readonly<Record<string, unknown>>;
}

/** One stage at work: documents in, documents out. */
export type Step = (docs: Iterable<Doc>) => Iterable<Doc>;

/** Checks a pipeline and makes it ready. */
export type Prepare = (stages: readonly Doc[], context: PipelineContext) => Step;

/** Checks a stage's argument and makes the stage ready; stages with pipelines of their own prepare them too. */
export type MakeStage = (argument: unknown, context: PipelineContext, prepare: Prepare) => Step;
