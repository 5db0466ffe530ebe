// Submit: the content is frozen, its hash is taken, and the route of its type begins. The author can take it back.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Refusal } from '../platform/errors.ts';
import { become, forChange, keep, stampOf } from './changing.ts';
import { freeLock } from './locking.ts';
import { routeProblem, stateOfStep } from './rules.ts';
import { parseText } from './text/index.ts';
import { DocumentType } from './type.ts';
import { contentHash } from './version.ts';

/** Sends a draft on its route. @throws Refusal without a reason for change, a usable text or a usable route. */
export async function submit(code: string, number: number, user: User): Promise<void> {
  await act('documents.submit', actorOf(user), async () => {
    const { document, version } = await forChange(code, number);
    if (version.state !== 'draft') throw new Refusal('documents.refusal.not_a_draft');
    // G1b, G1c: a change without its reason cannot be reviewed.
    if (!version.reason) throw new Refusal('documents.refusal.no_reason');
    const [problem] = version.content.kind === 'text' ? parseText(version.content.markdown).problems : [];
    if (problem) throw new Refusal(problem.key, { ...problem.data, line: problem.line });

    const type = await DocumentType.findById(document.type);
    const unusable = routeProblem(type?.route ?? []);
    if (!type || unusable) throw new Refusal(unusable ?? 'documents.types.route_without_approval');
    version.route = type.toObject().route;
    version.step = 0;
    version.cycle += 1;
    version.sha256 = contentHash(version);
    version.submitted = stampOf(user, currentAct().at);
    become(version, stateOfStep(version.route[0]));
    await keep(document, version);
    await freeLock(String(version._id));
  });
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
