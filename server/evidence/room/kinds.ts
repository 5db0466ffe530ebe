// Engagements as records that others point at and that their code opens.
import { today } from '../../platform/clock.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Kind, Shown } from '../../platform/links/kinds.ts';
import { foldText } from '../../platform/search/terms.ts';
import { EngagementModel, type EngagementRecord } from './engagement.ts';
import { engagementScope } from './policy.ts';
import { engagementState, STATE_TONES } from './rules.ts';

const seen = (user: User | null): Record<string, unknown> => (user ? engagementScope(user) : {});

export const engagementKind: Kind = {
  name: 'engagement',
  words: { one: 'evidence.room.one', many: 'evidence.room.many' },
  prefixes: ['ENC-'],
  async show(ids, user) {
    const found = await EngagementModel.find({ $and: [{ _id: { $in: [...ids] } }, seen(user)] }).lean<EngagementRecord[]>(); // prettier-ignore
    return found.map(shown);
  },
  async find(typed, user, limit) {
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    const all = await EngagementModel.find(seen(user)).sort({ year: -1, number: -1 }).limit(500).lean<EngagementRecord[]>(); // prettier-ignore
    const isIn = (row: EngagementRecord): boolean =>
      words.every((word) => foldText(`${row.code} ${row.body}`).includes(word));
    return words.length > 0 ? all.filter(isIn).slice(0, limit).map(shown) : [];
  },
  async byCode(code, user) {
    const found = await EngagementModel.findOne({ $and: [{ code }, seen(user)] }).lean<EngagementRecord>();
    return found && shown(found);
  },
  async *enumerate() {
    for await (const one of EngagementModel.find().select('_id').lean<EngagementRecord>().cursor())
      yield String(one._id);
  },
};

function shown(engagement: EngagementRecord): Shown {
  const state = engagementState(engagement, today());
  return {
    kind: 'engagement',
    id: String(engagement._id),
    code: engagement.code,
    title: engagement.body,
    url: `/sala-de-lectura/${engagement.code}`,
    state: { key: `evidence.room.state.${state}`, tone: STATE_TONES[state] },
  };
}
