// Packs as records that others point at and that their code opens.
import type { User } from '../../platform/access/roles.ts';
import type { Kind, Shown } from '../../platform/links/kinds.ts';
import { foldText } from '../../platform/search/terms.ts';
import { translate } from '../../platform/words/index.ts';
import { subjectTitle } from './front.ts';
import { Pack, type PackRecord } from './pack.ts';
import { packScope } from './policy.ts';
import { PACK_TONES } from './rules.ts';

const seen = (user: User | null): Record<string, unknown> => (user ? packScope(user) : {});

export const packKind: Kind = {
  name: 'pack',
  words: { one: 'evidence.pack.one', many: 'evidence.pack.many' },
  prefixes: ['PAQ-'],
  async show(ids, user) {
    const found = await Pack.find({ $and: [{ _id: { $in: [...ids] } }, seen(user)] }).lean<PackRecord[]>();
    return found.map(shown);
  },
  async find(typed, user, limit) {
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const latest = await Pack.find(seen(user)).sort({ year: -1, number: -1 }).limit(500).lean<PackRecord[]>();
    const isIn = (row: PackRecord): boolean =>
      words.every((word) => foldText(`${row.code} ${subjectTitle(row)}`).includes(word));
    return latest.filter(isIn).slice(0, limit).map(shown);
  },
  async byCode(code, user) {
    const found = await Pack.findOne({ $and: [{ code }, seen(user)] }).lean<PackRecord>();
    return found && shown(found);
  },
  async *enumerate() {
    for await (const one of Pack.find().select('_id').lean<PackRecord>().cursor()) yield String(one._id);
  },
};

function shown(pack: PackRecord): Shown {
  return {
    kind: 'pack',
    id: String(pack._id),
    code: pack.code,
    title: translate(pack.language, 'evidence.pack.of', { subject: subjectTitle(pack) }),
    url: `/evidencia/paquetes/${pack.code}`,
    state: { key: `evidence.pack.state.${pack.state}`, tone: PACK_TONES[pack.state] },
  };
}
