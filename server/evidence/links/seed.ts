// Links of the example: what governs and what proves the lines of its plans and some requirements.
import { findUser, peopleWithRole } from '../../people/index.ts';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { link } from '../../platform/links/links.ts';

const CLAUSES = ['T65', 'T63', 'G2b', 'G8', 'G1d'];
const MOST_RECORDS = 10;

export async function seedLinks(): Promise<void> {
  const [person] = await peopleWithRole('quality');
  const user = person && (await findUser(person.id));
  if (!user) return;
  const [documents, records, lines] = await Promise.all([
    inForce(user),
    some('record', user, MOST_RECORDS),
    Promise.all([some('pam_item', user, 6), some('pmi_item', user, 4)]).then((lists) => lists.flat()),
  ]);
  await act('evidence.link', actorOf(user), async () => {
    for (const [at, line] of lines.entries()) {
      const document = documents[at % documents.length];
      if (document) await link(document, 'governs', line);
    }
    for (const [at, record] of records.entries()) {
      await link(record, 'evidences', { kind: 'clause', id: CLAUSES[at % CLAUSES.length] ?? '' });
      const line = lines[at % lines.length];
      if (line) await link(record, 'evidences', line);
    }
  });
}

async function some(kind: string, user: User, most: number): Promise<Shown[]> {
  const ids: string[] = [];
  for await (const id of kindNamed(kind)?.enumerate() ?? []) if (ids.push(id) === most) break;
  return (await kindNamed(kind)?.show(ids, user)) ?? [];
}

/** Documents of the example about improvement that are in force. */
async function inForce(user: User): Promise<Shown[]> {
  const found = (await kindNamed('document')?.find('mejoramiento', user, 10)) ?? [];
  return found.filter(({ state }) => state?.tone === 'ok').slice(0, 3);
}
