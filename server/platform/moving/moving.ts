// Moves everything from one place to another: records, indexes, files; goes on after an interruption, and proves the end by hashes.
import { isDeepStrictEqual } from 'node:util';
import { now } from '../clock.ts';
import type { Store } from '../files/index.ts';
import { batches, digest, type Digest } from './batches.ts';
import { Differs, NOTES, type Shape, type Source, type Target } from './ends.ts';
import { moveFiles, refuseForeignFiles, type MovedFiles } from './files.ts';
import { indexesAsText } from './indexes.ts';

export interface MoveOptions {
  /** From which store to which; null when both places share their files. */
  files: { from: Store; to: Store } | null;
  /** True empties a target that holds something. */
  replace?: boolean;
  /** Gets a line now and then. */
  say?: (line: string) => void;
}

export interface Moved {
  /** True when an earlier run had done it all. */
  wasThere: boolean;
  /** Equal on both sides. */
  collections: (Digest & { name: string })[];
  files: MovedFiles | null;
}

/**
 * Nothing may write to either place meanwhile; what did is found out. May be run again after any interruption, and after its end.
 * @throws Error when the target holds other data, when the source keeps changing, or when a record cannot be carried over exactly
 */
export async function move(source: Source, target: Target, options: MoveOptions): Promise<Moved> {
  const say = options.say ?? (() => undefined);
  const shapes = await source.shapes();
  if (shapes.length === 0) throw new Error(`There is nothing to move in ${source.label}`);
  if ((await source.mark())?.state === 'running')
    throw new Error(`${source.label} is itself unfinished: end the move or restore into it first`);
  if (options.replace) await clear(target);
  const before = await standing(source, target);
  if (before === 'done') return { wasThere: true, ...(await compareOnly(source, target, shapes, options)) };
  if (before === 'new' && options.files && !options.replace) await refuseForeignFiles(options.files);

  await target.setMark({ from: source.label, state: 'running', at: now() });
  const files = options.files && (await moveFiles(options.files, say));
  await dropOthers(target, shapes);
  for (const shape of shapes) await fill(source, target, shape, say);
  const collections = await proven(source, target, shapes, say);
  for (const shape of shapes) await target.finish(shape);
  mustHaveTheIndexes(shapes, await target.shapes());
  await target.setMark({ from: source.label, state: 'done', at: now() });
  return { wasThere: false, collections, files };
}

/** @throws Error when what the target holds is not ours to write over */
async function standing(source: Source, target: Target): Promise<'new' | 'running' | 'done'> {
  const mark = await target.mark();
  if (mark && mark.from !== source.label)
    throw new Error(`${target.label} holds a move from ${mark.from}. ${REPLACE}`);
  if (mark) return mark.state;
  for (const { name } of await target.shapes())
    for await (const _ of target.records(name))
      throw new Error(`${target.label} holds other data. ${REPLACE}`);
  return 'new';
}

const REPLACE = 'Name another place, or add --replace to lose what it holds.';

async function clear(target: Target): Promise<void> {
  for (const { name } of await target.shapes()) await target.drop(name);
  await target.drop(NOTES);
}

/** Collections that the source had when an earlier try began, and has no longer. */
async function dropOthers(target: Target, shapes: readonly Shape[]): Promise<void> {
  const wanted = new Set(shapes.map(({ name }) => name));
  for (const { name } of await target.shapes()) if (!wanted.has(name)) await target.drop(name);
}

const LINE_EACH = 10_000;

async function fill(
  source: Source,
  target: Target,
  shape: Shape,
  say: (line: string) => void,
): Promise<void> {
  const filling = await target.fill(shape);
  let [done, told] = [0, 0];
  try {
    for await (const batch of batches(source.records(shape.name))) {
      await filling.put(batch);
      done += batch.length;
      if (done - told < LINE_EACH) continue;
      say(`${shape.name}: ${done} records ...`);
      told = done;
    }
  } catch (error) {
    if (!(error instanceof Differs)) throw error;
    say(`${shape.name} changed since the last try: once more from its beginning`);
    await target.drop(shape.name);
    return fill(source, target, shape, say);
  } finally {
    await filling.end();
  }
  say(`${shape.name}: ${done} records`);
}

const ROUNDS = 3;

/** Reads both sides again. What differs is filled anew: a session that ended meanwhile is no reason to give up. */
async function proven(
  source: Source,
  target: Target,
  shapes: readonly Shape[],
  say: (line: string) => void,
): Promise<Moved['collections']> {
  for (let round = 1; ; round += 1) {
    say('Comparing both sides ...');
    const { equal, different } = await compared(source, target, shapes);
    if (different.length === 0) return equal;
    if (round === ROUNDS)
      throw new Error(
        `${different.map(({ name }) => name).join(', ')} kept changing: stop what writes there and run this again`,
      );
    for (const shape of different) {
      await target.drop(shape.name);
      await fill(source, target, shape, say);
    }
  }
}

async function compared(
  source: Source,
  target: Target,
  shapes: readonly Shape[],
): Promise<{ equal: Moved['collections']; different: Shape[] }> {
  const equal: Moved['collections'] = [];
  const different: Shape[] = [];
  for (const shape of shapes) {
    const [here, there] = await Promise.all([source, target].map((end) => digest(end.records(shape.name))));
    if (here && isDeepStrictEqual(here, there)) equal.push({ name: shape.name, ...here });
    else different.push(shape);
  }
  return { equal, different };
}

/** After a finished move nothing is written: people may be working at the target already. */
async function compareOnly(
  source: Source,
  target: Target,
  shapes: readonly Shape[],
  { files, say = () => undefined }: MoveOptions,
): Promise<Omit<Moved, 'wasThere'>> {
  const has = new Set((await target.shapes()).map(({ name }) => name));
  const { equal, different } = await compared(
    source,
    target,
    shapes.filter(({ name }) => has.has(name)),
  );
  const names = [...different, ...shapes.filter(({ name }) => !has.has(name))].map(({ name }) => name);
  if (names.length > 0)
    throw new Error(
      `The move to ${target.label} was finished, and since then ${names.join(', ')} changed on one side. ${REPLACE}`,
    );
  return { collections: equal, files: files && (await moveFiles(files, say)) };
}

function mustHaveTheIndexes(wanted: readonly Shape[], found: readonly Shape[]): void {
  const there = new Map(found.map(({ name, indexes }) => [name, indexesAsText(indexes)]));
  for (const { name, indexes } of wanted)
    if (there.get(name) !== indexesAsText(indexes))
      throw new Error(`The indexes of ${name} differ after the move`);
}
