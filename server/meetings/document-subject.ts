// A version of a document as something that a body decides on: its decision is the one that the version's route waits for (G1a).
import { committeeWaits, decideSigned, tellDueStep, versionAwaiting } from '../documents/index.ts';
import { Refusal } from '../platform/errors.ts';
import { kindNamed } from '../platform/links/kinds.ts';
import { translate } from '../platform/words/index.ts';
import type { DecisionSubject } from './subjects.ts';

export const documentSubject: DecisionSubject = {
  label: 'meetings.subject.document',
  async awaits({ id }) {
    const version = await versionAwaiting(id);
    if (!version) return null;
    const { code, label, title, number, sha256 } = version;
    return {
      sha256,
      says: translate('es', 'meetings.subject.document_says', { code, label, title }),
      href: `/documentos/${encodeURIComponent(code)}/versiones/${number}`,
    };
  },
  async waiting(user) {
    const ids = (await committeeWaits()).map((one) => one.id);
    return (await kindNamed('document')?.show(ids, user)) ?? [];
  },
  async decide({ id }, outcome, { user, signature, sha256, comment }) {
    const version = await versionAwaiting(id);
    if (!version) throw new Refusal('meetings.refusal.nothing_waits');
    const verdict = outcome === 'approved' ? 'favourable' : 'returned';
    await decideSigned(verdict, version.code, version.number, { sha256, comment, signature }, user);
  },
  async tell({ id }) {
    const version = await versionAwaiting(id);
    if (version) tellDueStep(version.code, version.number);
  },
};
