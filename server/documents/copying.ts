// Numbered copies: each has a holder, and a new issue says whom to recall (G1d, G1g).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { queueOf, takeSerial } from '../platform/numbering/numbering.ts';
import { documentForChange, newToken } from './changing.ts';
import { Copy } from './copy.ts';
import { Version, type VersionDoc } from './version.ts';

/** Registers a numbered copy of the version in force. @throws Refusal when none is in force */
export async function makeCopy(
  code: string,
  input: { holder: string; place: string },
  user: User,
): Promise<number> {
  const make = async (): Promise<number> => {
    const document = await documentForChange(code);
    const version = await Version.findOne({ document: document._id, state: 'in_force' });
    if (!version) throw new Refusal('documents.refusal.none_in_force');
    const number = await takeSerial(`copies/${String(document._id)}`);
    await new Copy({
      ...input,
      document: document._id,
      version: version._id,
      label: version.label,
      number,
      token: newToken(),
      madeAt: currentAct().at,
      madeBy: user.name,
    }).save();
    return number;
  };
  return act('documents.make_copy', actorOf(user), make, queueOf(`copies/${code}`));
}

/** Notes what became of a copy: returned, destroyed or lost. */
export async function closeCopy(
  code: string,
  number: number,
  input: { outcome: 'returned' | 'destroyed' | 'lost'; note: string },
  user: User,
): Promise<void> {
  await act('documents.close_copy', actorOf(user), async () => {
    const document = await documentForChange(code);
    const copy = await Copy.findOne({ document: document._id, number });
    if (!copy) throw new NotFound();
    if (copy.returned) throw new Refusal('documents.refusal.copy_closed');
    copy.returned = { ...input, at: currentAct().at, by: user.name };
    await copy.save();
  });
}

/** Asks for the copies of a version that is no longer used, inside the act that ended it. */
export async function askForRecall(version: VersionDoc): Promise<void> {
  for (const copy of await Copy.find({ version: version._id, returned: null, recallSince: null })) {
    copy.recallSince = currentAct().at;
    await copy.save();
  }
}
