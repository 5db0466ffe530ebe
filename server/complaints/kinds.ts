// Complaints as ends of links, as things that can be found, and by their codes.
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { stoodBefore } from '../platform/audit/standing.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import { closedBy, type Kind, type Shown } from '../platform/links/kinds.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { scope, seesContent } from './policy.ts';
import { stateTone } from './rules/tones.ts';

const FIELDS = 'code subject state reserved assignee processLeader kind petitioner due';

export const complaintKind: Kind = {
  name: 'complaint',
  words: { one: 'complaints.kind_one', many: 'complaints.kind_many' },
  prefixes: ['PQR-'],
  async show(ids, user, asOf) {
    const found = await find({ _id: { $in: ids } }, user, 0, asOf);
    return found.map((one) => shown(one, user));
  },
  async find(typed, user, limit) {
    const terms = queryTerms(typed);
    if (terms.length === 0) return [];
    const found = await find({ words: { $all: terms } }, user, limit);
    // Words of a reserved one must not be guessed one by one.
    return found.filter((one) => seesContent(user, one)).map((one) => shown(one, user));
  },
  async byCode(code, user) {
    const [found] = await find({ code: code.toUpperCase() }, user);
    return found ? shown(found, user) : null;
  },
  closed: (user) => closedBy(scope(user)),
  async *enumerate() {
    for await (const one of Complaint.find().select('_id').lean<ComplaintRecord>().cursor())
      yield String(one._id);
  },
};

async function find(
  filter: Record<string, unknown>,
  user: User | null,
  limit = 0,
  asOf: Day | null = asOfFor(user),
): Promise<ComplaintRecord[]> {
  const found = await Complaint.find({ $and: [filter, user ? scope(user) : {}] })
    .select(FIELDS)
    .sort({ year: -1, number: -1 })
    .limit(limit)
    .lean<ComplaintRecord[]>();
  return stoodBefore(Complaint, found, asOf ? startOf(addDays(asOf, 1)) : null);
}

function shown(complaint: ComplaintRecord, user: User | null): Shown {
  const { code, state } = complaint;
  return {
    kind: 'complaint',
    id: String(complaint._id),
    code,
    title: user && seesContent(user, complaint) ? complaint.subject : '',
    url: `/pqrsd/${code}`,
    state: { key: `complaints.state.${state}`, tone: stateTone(state) },
  };
}
