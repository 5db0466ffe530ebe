// Bodies and sessions as ends of links, as things that can be found, and by their codes (also the code of a session's minutes).
import { closedBy, type Kind, type Shown } from '../platform/links/kinds.ts';
import { foldText } from '../platform/search/terms.ts';
import { Body, type BodyRecord } from './body.ts';
import { scope } from './policy.ts';
import { within } from './queries.ts';
import { BodySession, type SessionRecord } from './session.ts';

const TONES = { convened: 'info', open: 'warn', closed: 'warn', signed: 'ok', cancelled: 'off' } as const;

export const bodyKind: Kind = {
  name: 'body',
  words: { one: 'meetings.body.one', many: 'meetings.body.many' },
  prefixes: ['ORG-'],
  async show(ids, user) {
    const seen = user ? scope(user) : {};
    return (await Body.find({ $and: [{ _id: { $in: ids } }, seen] }).lean<BodyRecord[]>()).map(shownBody);
  },
  async find(typed, user, limit) {
    const words = foldText(typed).split(/\s+/).filter(Boolean);
    const bodies = await Body.find(scope(user)).sort({ code: 1 }).lean<BodyRecord[]>();
    const isIn = ({ code, name }: BodyRecord) =>
      words.every((word) => foldText(`${code} ${name}`).includes(word));
    return bodies.filter(isIn).slice(0, limit).map(shownBody);
  },
  async byCode(code, user) {
    const found = await Body.findOne({ $and: [{ code }, scope(user)] }).lean<BodyRecord>();
    return found && shownBody(found);
  },
  async *enumerate() {
    for await (const one of Body.find().select('_id').lean<BodyRecord>().cursor()) yield String(one._id);
  },
};

export const sessionKind: Kind = {
  name: 'session',
  words: { one: 'meetings.session.one', many: 'meetings.session.many' },
  prefixes: ['SES-', 'ACTA-'],
  async show(ids, user) {
    const found = { $and: [{ _id: { $in: ids } }, user ? await within(user) : {}] };
    return (await BodySession.find(found).lean<SessionRecord[]>()).map(shownSession);
  },
  async find(typed, user, limit) {
    const code = typed
      .trim()
      .toUpperCase()
      .replace(/^ACTA-/, 'SES-');
    if (!/^SES-[\d-]*$/.test(code)) return [];
    const range = { code: { $gte: code, $lt: `${code}\uffff` } };
    const found = BodySession.find({ $and: [range, await within(user)] }).sort({ code: -1 });
    return (await found.limit(limit).lean<SessionRecord[]>()).map(shownSession);
  },
  async byCode(code, user) {
    const session = code.replace(/^ACTA-/, 'SES-');
    if (!session.startsWith('SES-')) return null;
    const query = { $and: [{ code: session }, await within(user)] };
    const found = await BodySession.findOne(query).lean<SessionRecord>();
    return found && shownSession(found);
  },
  closed: (user) => closedBy(scope(user)),
  async *enumerate() {
    for await (const one of BodySession.find().select('_id').lean<SessionRecord>().cursor())
      yield String(one._id);
  },
};

export function shownSession(session: SessionRecord): Shown {
  const { _id, code, bodyName, date, state } = session;
  return {
    kind: 'session',
    id: String(_id),
    code,
    title: `${bodyName}, ${date}`,
    url: `/sesiones/${code}`,
    state: { key: `meetings.state.${state}`, tone: TONES[state] },
  };
}

function shownBody({ _id, code, name, active }: BodyRecord): Shown {
  return {
    kind: 'body',
    id: String(_id),
    code,
    title: name,
    url: `/organos/${code}`,
    state: active ? null : { key: 'meetings.body.inactive', tone: 'off' },
  };
}
