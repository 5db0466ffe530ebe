// An inventory of disposal as something that a body decides on, through the verb of records (S6).
import { decideDisposal, disposalAwaiting, disposalsAwaiting } from '../records/index.ts';
import { Refusal } from '../platform/errors.ts';
import { kindNamed } from '../platform/links/kinds.ts';
import { translate } from '../platform/words/index.ts';
import type { DecisionSubject } from './subjects.ts';

export const disposalSubject: DecisionSubject = {
  label: 'meetings.subject.disposal',
  async awaits({ id }) {
    const disposal = await disposalAwaiting(id);
    if (!disposal) return null;
    const { code, sha256, lines } = disposal;
    const count = lines.filter((line) => line.dropped === null).length;
    return {
      sha256,
      says: translate('es', 'meetings.subject.disposal_says', { code, count }),
      href: `/disposicion/${code}`,
    };
  },
  async waiting(user) {
    return (await kindNamed('disposal')?.show(await disposalsAwaiting(), user)) ?? [];
  },
  async decide({ id }, outcome, { user, signature, sha256, comment, session, acta }) {
    const disposal = await disposalAwaiting(id);
    if (!disposal) throw new Refusal('meetings.refusal.nothing_waits');
    await decideDisposal(disposal.code, outcome, { signature, sha256, comment, session, acta }, user);
  },
};
