// Records, expedientes and series as ends of links, as things that can be found, and by their codes (G8).
import { masked, masksPersonal } from '../platform/access/masking.ts';
import type { User } from '../platform/access/roles.ts';
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { escapeRegex, foldText, queryTerms } from '../platform/search/terms.ts';
import { fileScope, hiddenSeries, scope } from './access.ts';
import { FileModel, type FileRecord } from './file.ts';
import { maySeeSeries } from './policy.ts';
import { findable } from './queries/finding.ts';
import { RecordModel, type RecordRecord } from './record.ts';
import { filesSeen, recordsSeen } from './seeing.ts';
import { Series, type SeriesRecord } from './series.ts';
import { tableInForce } from './tabling.ts';

const GLANCE = 'code title conforms state personal';
type Glance = Pick<RecordRecord, '_id' | 'code' | 'title' | 'conforms' | 'state' | 'personal'>;

export const recordKind: Kind = {
  name: 'record',
  words: { one: 'records.kind.one', many: 'records.kind.many' },
  prefixes: ['REG-'],
  async show(ids, user) {
    const found = await RecordModel.find({ $and: [{ _id: { $in: ids } }, await scope(user)] })
      .select(GLANCE)
      .lean<Glance[]>();
    return (await recordsSeen(found, user)).map((one) => shownRecord(one, user));
  },
  async find(typed, user, limit) {
    const words = await findable(typed, user);
    if (!words) return [];
    const found = await RecordModel.find({ $and: [words, await scope(user)] })
      .select(GLANCE)
      .sort({ code: -1 })
      .limit(limit)
      .lean<Glance[]>();
    return (await recordsSeen(found, user)).map((one) => shownRecord(one, user));
  },
  async byCode(code, user) {
    const found = await RecordModel.findOne({ $and: [{ code: code.toUpperCase() }, await scope(user)] })
      .select(GLANCE)
      .lean<Glance>();
    const [seen] = await recordsSeen(found ? [found] : [], user);
    return seen ? shownRecord(seen, user) : null;
  },
  async *enumerate() {
    const all = RecordModel.find().select('_id').lean<RecordRecord>().cursor();
    for await (const one of all as AsyncIterable<RecordRecord>) yield String(one._id);
  },
  async facts(ids) {
    const found = await RecordModel.find({ _id: { $in: ids } })
      .select('happened process')
      .lean<RecordRecord[]>();
    return new Map(found.map(({ _id, happened, process }) => [String(_id), { day: happened, process }]));
  },
  async shelves(ids) {
    const found = await RecordModel.find({ _id: { $in: ids } })
      .select('series')
      .lean<RecordRecord[]>();
    return new Map(found.map(({ _id, series }) => [String(_id), series]));
  },
  closed: hiddenSeries,
};

export const fileKind: Kind = {
  name: 'file',
  words: { one: 'records.file.kind.one', many: 'records.file.kind.many' },
  prefixes: ['EXP-'],
  async show(ids, user) {
    const found = await FileModel.find({ $and: [{ _id: { $in: ids } }, await fileScope(user)] }).lean<FileRecord[]>();
    return (await filesSeen(found, user)).map(shownFile);
  },
  async find(typed, user, limit) {
    const key = foldText(typed).trim();
    if (key.length < 3) return [];
    const found = await FileModel.find({ $and: [{ titleKey: { $regex: escapeRegex(key) } }, await fileScope(user)] })
      .sort({ code: -1 })
      .limit(limit)
      .lean<FileRecord[]>();
    return (await filesSeen(found, user)).map(shownFile);
  },
  async byCode(code, user) {
    const found = await FileModel.findOne({ $and: [{ code: code.toUpperCase() }, await fileScope(user)] }).lean<FileRecord>();
    const [seen] = await filesSeen(found ? [found] : [], user);
    return seen ? shownFile(seen) : null;
  },
  async *enumerate() {
    const all = FileModel.find().select('_id').lean<FileRecord>().cursor();
    for await (const one of all as AsyncIterable<FileRecord>) yield String(one._id);
  },
  async shelves(ids) {
    const found = await FileModel.find({ _id: { $in: ids } }).select('series').lean<FileRecord[]>();
    return new Map(found.map(({ _id, series }) => [String(_id), series]));
  },
  closed: hiddenSeries,
}; // prettier-ignore

/** A series is its code, through every version of the table: that is its id in links. */
export const seriesKind: Kind = {
  name: 'series',
  words: { one: 'records.series.kind.one', many: 'records.series.kind.many' },
  async show(ids) {
    return (await inForce({ code: { $in: [...ids] } })).map(shownSeries);
  },
  async find(typed, user, limit) {
    const words = queryTerms(typed);
    if (words.length === 0) return [];
    const key = foldText(typed).trim();
    const all = await inForce({});
    return all
      .filter((one) => maySeeSeries(user, one.access) && foldText(`${one.code} ${one.name}`).includes(key))
      .slice(0, limit)
      .map(shownSeries);
  },
  async byCode(code) {
    const [found] = await inForce({ code });
    return found ? shownSeries(found) : null;
  },
  async *enumerate() {
    for (const one of await inForce({})) yield one.code;
  },
};

async function inForce(filter: Record<string, unknown>): Promise<SeriesRecord[]> {
  const table = await tableInForce();
  if (!table) return [];
  return Series.find({ ...filter, table: table.number })
    .sort({ code: 1 })
    .lean<SeriesRecord[]>();
}

const TONES = { conforming: 'ok', nonconforming: 'bad', not_applicable: 'off' } as const;

function shownRecord(record: Glance, user: User | null): Shown {
  const { code, title, conforms, state, personal } = record;
  const hides = personal && user !== null && masksPersonal(user);
  return {
    kind: 'record',
    id: String(record._id),
    code,
    title: hides ? masked(title) : title,
    url: `/registros/${code}`,
    state:
      state === 'disposed'
        ? { key: 'records.state.disposed', tone: 'off' }
        : { key: `records.conforms.${conforms}`, tone: TONES[conforms] },
  };
}

function shownFile({ _id, code, title, state }: FileRecord): Shown {
  const tone = state === 'open' ? 'info' : 'off';
  return { kind: 'file', id: String(_id), code, title, url: `/expedientes/${code}`, state: { key: `records.file.state.${state}`, tone } };
} // prettier-ignore

function shownSeries({ code, name, closed }: SeriesRecord): Shown {
  const state = closed ? { key: 'records.series.state.closed', tone: 'off' } : null;
  return { kind: 'series', id: code, code, title: name, url: `/trd/series/${code}`, state };
}
