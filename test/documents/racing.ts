// Decisions against changes of mind: an approver signs what was on the page while its author takes it back, rewrites or resubmits it.
import { setTimeout as wait } from 'node:timers/promises';
import { approve } from '../../server/documents/approving.ts';
import { submit, takeBack } from '../../server/documents/submitting.ts';
import { contentHash } from '../../server/documents/version.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { pick, random, type Random } from '../embedded/random.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aDraft, TEXT, typeNamed, versionOf, write } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

export interface Races {
  seed: number;
  pairs: number;
  /** The approval came first and stands. */
  approved: number;
  /** The approval came first, then its author took the version back. */
  takenBack: number;
  /** The change came first and the approver was told. */
  refused: number;
  /** Approvals whose bytes are not the bytes that were seen, and answers that no rule explains. */
  mismatches: string[];
}

/** What approvers are told when somebody was faster. */
const TOLD = ['documents.refusal.changed_since_shown', 'documents.refusal.state_draft'];
/** Longest head start of the author; a signature takes about as long. */
const HEAD_START_MS = 120;

type Change = (code: string, author: User) => Promise<unknown>;
const takesBack: Change = (code, author) => takeBack(code, 1, { reason: 'Falta un dato' }, author);
const rewrites: Change = async (code, author) => {
  await takesBack(code, author);
  await write(code, 1, `${TEXT}\n\nOtro texto.`, author);
};
const resubmits: Change = async (code, author) => {
  await rewrites(code, author);
  await submit(code, 1, author);
};
const savesOver: Change = (code, author) => write(code, 1, `${TEXT}\n\nOtro texto.`, author);

/** Runs so many pairs, each on a document of its own whose one step asks one person of quality. */
export async function raceApprovals(
  people: People,
  pairs: number,
  seed: number,
  type: string,
): Promise<Races> {
  const next = random(seed);
  const races: Races = { seed, pairs, approved: 0, takenBack: 0, refused: 0, mismatches: [] };
  for (let pair = 1; pair <= pairs; pair += 1) await onePair(people, next, races, await typeNamed(type));
  return races;
}

async function onePair(people: People, next: Random, races: Races, type: string): Promise<void> {
  const code = await aDraft(people.leader, { type });
  await submit(code, 1, people.leader);
  const shown = await versionOf(code);
  const change = pick(next, [takesBack, rewrites, resubmits, savesOver]);
  const input = { sha256: shown.sha256 ?? '', password: PASSWORD, comment: '' };
  const [told] = await Promise.all([
    refusalOf(approve(code, 1, input, people.quality2)),
    wait(next() * HEAD_START_MS).then(() => refusalOf(change(code, people.leader))),
  ]);
  const version = await versionOf(code);
  const given = version.decisions.filter((one) => one.person === people.quality2.id);
  const wrong = (says: string): void =>
    void races.mismatches.push(`${code} (${change.name || 'change'}): ${says}`);

  if (told === '' && (given.length !== 1 || given[0]?.sha256 !== shown.sha256))
    wrong('the approval is not stored as it was signed');
  if (told !== '' && given.length > 0) wrong(`refused with ${told} and stored all the same`);
  if (told !== '' && !TOLD.includes(told)) wrong(`refused with ${told}`);
  if (version.state === 'approved') {
    if (told !== '') wrong('approved by nobody');
    if (contentHash(version) !== shown.sha256 || version.sha256 !== shown.sha256)
      wrong('approved bytes are not the bytes seen');
    races.approved += 1;
  } else if (told === '') races.takenBack += 1;
  else races.refused += 1;
}
