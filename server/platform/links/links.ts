// Typed links between any two records: both directions shown, never dangling, each with who linked it and when (L1).
import mongoose, { Schema, type InferSchemaType } from 'mongoose';
import { currentAct } from '../audit/act.ts';
import { audited } from '../audit/audited.ts';
import { asOfFor } from '../access/engagement.ts';
import type { User } from '../access/roles.ts';
import type { Day } from '../clock.ts';
import { startOf, addDays } from '../clock.ts';
import { Refusal } from '../errors.ts';
import { kindNamed, type Ref, type Shown } from './kinds.ts';

/** The fixed vocabulary of what a link means, read from its first record to its second. */
export const MEANINGS = [
  'governs', 'evidences', 'originates', 'corrects', 'verifies', 'applies_to', 'supersedes', 'performed_by', 'supplied_by', 'cites',
] as const; // prettier-ignore
export type Meaning = (typeof MEANINGS)[number];

const end = { kind: { type: String, required: true }, id: { type: String, required: true } };
const linkSchema = new Schema(
  {
    from: { type: new Schema(end, { _id: false }), required: true },
    to: { type: new Schema(end, { _id: false }), required: true },
    meaning: { type: String, enum: MEANINGS, required: true },
    by: { type: String, required: true },
    since: { type: Date, required: true },
    /** Set when the link was taken back; the link itself stays. */
    until: { type: Date, default: null },
  },
  { collection: 'links' },
);
linkSchema.index({ 'from.kind': 1, 'from.id': 1, meaning: 1 });
linkSchema.index({ 'to.kind': 1, 'to.id': 1, meaning: 1 });
// What reports of a whole kind ask: the documents that govern any clause.
linkSchema.index({ 'to.kind': 1, meaning: 1, 'from.kind': 1, until: 1 });
linkSchema.index(
  { 'from.kind': 1, 'from.id': 1, 'to.kind': 1, 'to.id': 1, meaning: 1 },
  { unique: true, partialFilterExpression: { until: null } },
);
linkSchema.plugin(audited, { kind: 'link' });

export const Link = mongoose.model('Link', linkSchema);
export type LinkRecord = InferSchemaType<typeof linkSchema> & { _id: mongoose.Types.ObjectId };

/** Links two records inside the open act. A link that exists already is left as it is. @throws Refusal for an end that does not exist. */
export async function link(from: Ref, meaning: Meaning, to: Ref): Promise<void> {
  for (const ref of [from, to]) {
    const [shown] = (await kindNamed(ref.kind)?.show([ref.id], null)) ?? [];
    if (!shown) throw new Refusal('shared.links.dangling', { kind: ref.kind });
  }
  const { actor, at } = currentAct();
  const same = {
    'from.kind': from.kind,
    'from.id': from.id,
    'to.kind': to.kind,
    'to.id': to.id,
    meaning,
    until: null,
  };
  if (await Link.exists(same)) return;
  const by = actor.kind === 'person' ? actor.name : actor.kind;
  await new Link({ from, to, meaning, by, since: at }).save();
  for (const watch of watchers) await watch({ from, to, meaning, since: at }, 1);
}

/** A link as watchers see it. */
export interface WatchedLink {
  from: Ref;
  to: Ref;
  meaning: Meaning;
  since: Date;
}

/** Called inside the act that makes a link (1) or takes it back (-1). */
export type LinkWatcher = (link: WatchedLink, change: 1 | -1) => Promise<void>;
const watchers: LinkWatcher[] = [];

/** Adds what must be kept in step with the links; a slice calls it from its `register`. */
export function watchLinks(watcher: LinkWatcher): void {
  watchers.push(watcher);
}

/** Takes a link back: it ends now and stays in the history. */
export async function unlink(from: Ref, meaning: Meaning, to: Ref): Promise<void> {
  const same = {
    'from.kind': from.kind,
    'from.id': from.id,
    'to.kind': to.kind,
    'to.id': to.id,
    meaning,
    until: null,
  };
  const found = await Link.findOne(same);
  if (!found) return;
  found.until = currentAct().at;
  await found.save();
  for (const watch of watchers) await watch({ from, to, meaning, since: found.since }, -1);
}

export interface PanelRow {
  /** Of the link itself. */
  id: string;
  meaning: Meaning;
  direction: 'out' | 'in';
  shown: Shown;
  by: string;
  since: Date;
}

/** Everything linked with a record that the person may see, both ways, as of a date; a certifier's is the cut-off of the engagement. */
export async function panel(
  ref: Ref,
  user: User,
  asOf: Day | undefined = asOfFor(user) ?? undefined,
): Promise<PanelRow[]> {
  const rows = await linksOf(ref, asOf);
  const ends = rows.map((row) =>
    isSame(row.from, ref)
      ? { ...row, other: row.to, direction: 'out' as const }
      : { ...row, other: row.from, direction: 'in' as const },
  );
  const shown = new Map<string, Shown>();
  for (const [kind, group] of Map.groupBy(ends, (one) => one.other.kind)) {
    const found = await kindNamed(kind)?.show(
      group.map((one) => one.other.id),
      user,
      asOf,
    );
    for (const one of found ?? []) shown.set(`${one.kind}:${one.id}`, one);
  }
  return ends.flatMap((one) => {
    const other = shown.get(`${one.other.kind}:${one.other.id}`);
    return other
      ? [{ id: String(one._id), meaning: one.meaning, direction: one.direction, shown: other, by: one.by, since: one.since }] // prettier-ignore
      : [];
  });
}

/** The part of a database filter that finds links that stand now (null), or stood at the end of a day. */
export function standingOn(asOf: Day | null): Record<string, unknown> {
  if (!asOf) return { until: null };
  const close = startOf(addDays(asOf, 1));
  return { since: { $lt: close }, $or: [{ until: null }, { until: { $gte: close } }] };
}

/** The links of a record, both directions, in force on a date (now by default). */
export async function linksOf(ref: Ref, asOf?: Day): Promise<LinkRecord[]> {
  const either = {
    $or: [
      { 'from.kind': ref.kind, 'from.id': ref.id },
      { 'to.kind': ref.kind, 'to.id': ref.id },
    ],
  };
  return Link.find({ $and: [either, standingOn(asOf ?? null)] }).lean<LinkRecord[]>();
}

/** How many links each of these records has, both directions together, now (null) or at the end of a day. */
export async function countsOf(
  kind: string,
  ids: readonly string[],
  asOf: Day | null,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const end of ['from', 'to'] as const) {
    const rows = await Link.aggregate<{ _id: string; count: number }>([
      { $match: { [`${end}.kind`]: kind, [`${end}.id`]: { $in: [...ids] }, ...standingOn(asOf) } },
      { $group: { _id: `$${end}.id`, count: { $sum: 1 } } },
    ]);
    for (const { _id, count } of rows) counts.set(_id, (counts.get(_id) ?? 0) + count);
  }
  return counts;
}

function isSame(a: Ref, b: Ref): boolean {
  return a.kind === b.kind && a.id === b.id;
}
