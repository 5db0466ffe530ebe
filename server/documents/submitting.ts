// Submit: the content is frozen, its hash is taken, and the route of its type begins. The author can take it back.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Refusal, type Params } from '../platform/errors.ts';
import { become, forChange, keep, stampOf } from './changing.ts';
import { freeLock } from './locking.ts';
import { routeProblem, stateOfStep, type Step } from './rules.ts';
import { parseText } from './text/index.ts';
import { DocumentType } from './type.ts';
import { contentHash, type VersionRecord } from './version.ts';

/** Sends a draft on its route. @throws Refusal without a reason for change, a usable text or a usable route. */
export async function submit(code: string, number: number, user: User): Promise<void> {
  await act('documents.submit', actorOf(user), async () => {
    const { document, version } = await forChange(code, number);
    if (version.state !== 'draft') throw new Refusal('documents.refusal.not_a_draft');
    const type = await DocumentType.findById(document.type);
    const lacking = lackingBeforeSubmission(version, type?.route ?? []);
    if (lacking) throw new Refusal(lacking.key, lacking.params);
    version.route = type?.toObject().route ?? [];
    version.step = 0;
    version.cycle += 1;
    version.sha256 = contentHash(version);
    version.submitted = stampOf(user, currentAct().at);
    become(version, stateOfStep(version.route[0]));
    await keep(document, version);
    await freeLock(String(version._id));
  });
}

/** What keeps a draft from being submitted, as its page says before anybody tries: the first thing; null when nothing does. */
export function lackingBeforeSubmission(
  { reason, content }: Pick<VersionRecord, 'reason' | 'content'>,
  route: readonly Step[],
): { key: string; params: Params } | null {
  // G1b, G1c: a change without its reason cannot be reviewed.
  if (!reason) return { key: 'documents.refusal.no_reason', params: {} };
  const [problem] = content.kind === 'text' ? parseText(content.markdown).problems : [];
  if (problem) return { key: problem.key, params: { ...problem.data, line: problem.line } };
  const unusable = routeProblem(route);
  return unusable ? { key: unusable, params: {} } : null;
}

/** Takes a submission back, before it is issued. Only who submitted or wrote it may; decisions taken so far stay readable. */
export async function takeBack(
  code: string,
  number: number,
  input: { reason: string },
  user: User,
): Promise<void> {
  await act(
    'documents.take_back',
    actorOf(user),
    async () => {
      const { document, version } = await forChange(code, number);
      const wrote =
        version.submitted?.by === user.id || version.authors.some((author) => author.id === user.id);
      if (!wrote) throw new Refusal('documents.refusal.only_author_takes_back');
      if (version.state === 'draft' || version.state === 'issued')
        throw new Refusal(`documents.refusal.state_${version.state}`);
      become(version, 'draft');
      version.sha256 = null;
      version.approvedAt = null;
      await keep(document, version);
    },
    { reason: input.reason },
  );
}
