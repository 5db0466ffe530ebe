// Documents and documents of external origin as ends of links, as things that can be found, and by their codes.
import { today, type Day } from '../platform/clock.ts';
import { asOfFor } from '../platform/access/engagement.ts';
import { may } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { closedBy, type Kind, type Shown } from '../platform/links/kinds.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { Batch, type BatchRecord } from './batch.ts';
import { Document, type DocumentRecord } from './document.ts';
import { External, nameKeyOf, type ExternalRecord } from './external.ts';
import { scope } from './policy.ts';
import { inForceOn, versionsInForceOn } from './queries/listing.ts';
import { externalState } from './rules.ts';
import { documentsWithWords } from './searching.ts';

const seen = (user: User | null): Record<string, unknown> => (user ? scope(user) : {});
/** What showing a document asks for: lists and the matrix show hundreds at once. */
const SHOWN = 'code title state current working withdrawal';

export const documentKind: Kind = {
  name: 'document',
  words: { one: 'documents.kind.one', many: 'documents.kind.many' },
  async show(ids, user, asOf) {
    const found = await Document.find({ $and: [{ _id: { $in: ids } }, seen(user)] })
      .select(SHOWN)
      .lean<DocumentRecord[]>();
    return shownTo(found, user, asOf);
  },
  async find(typed, user, limit) {
    const ids = await documentsWithWords(typed);
    if (!ids) return [];
    const found = await Document.find({ $and: [{ _id: { $in: ids } }, scope(user)] })
      .select(SHOWN)
      .sort({ code: 1 })
      .limit(limit)
      .lean<DocumentRecord[]>();
    return shownTo(found, user);
  },
  async byCode(code, user) {
    const found = await Document.find({ $and: [{ code: code.toUpperCase() }, scope(user)] })
      .select(SHOWN)
      .lean<DocumentRecord[]>();
    return (await shownTo(found, user))[0] ?? null;
  },
  closed: (user) => closedBy(scope(user)),
  async *enumerate() {
    for await (const one of Document.find().select('_id').lean<DocumentRecord>().cursor())
      yield String(one._id);
  },
};

export const externalKind: Kind = {
  name: 'external',
  words: { one: 'documents.external.one', many: 'documents.external.many' },
  async show(ids) {
    return (await External.find({ _id: { $in: ids } }).lean<ExternalRecord[]>()).map(shownExternal);
  },
  async find(typed, _user, limit) {
    const words = queryTerms(typed);
    if (words.length === 0) return [];
    const all = await External.find().sort({ nameKey: 1 }).lean<ExternalRecord[]>();
    const typedKey = nameKeyOf(typed);
    return all.filter((one) => one.nameKey.includes(typedKey)).slice(0, limit).map(shownExternal); // prettier-ignore
  },
  async byCode(code) {
    const found = await External.findOne({ nameKey: nameKeyOf(code) }).lean<ExternalRecord>();
    return found && shownExternal(found);
  },
  async *enumerate() {
    for await (const one of External.find().select('_id').lean<ExternalRecord>().cursor())
      yield String(one._id);
  },
};

/** As they are on the day asked for, else at the person's cut-off, else today. */
async function shownTo(documents: DocumentRecord[], user: User | null, asOf?: Day): Promise<Shown[]> {
  const day = asOf ?? asOfFor(user);
  if (!day) return documents.map((one) => shownDocument(one, inForceOn(one, today()) !== null));
  const inForce = await versionsInForceOn(day);
  return documents.map((one) => shownDocument(one, inForce.has(String(one._id))));
}

function shownDocument(document: DocumentRecord, used: boolean): Shown {
  const { code, title } = document;
  const state = used ? 'in_force' : document.state === 'in_force' ? 'new' : document.state;
  const tone = used ? 'ok' : state === 'withdrawn' ? 'off' : 'info';
  return {
    kind: 'document',
    id: String(document._id),
    code,
    title,
    url: `/documentos/${encodeURIComponent(code)}`,
    state: { key: `documents.state.${state}`, tone },
  };
}

function shownExternal(external: ExternalRecord): Shown {
  const state = externalState(external, today());
  const tone = { ended: 'off', unverified: 'warn', to_check: 'warn', checked: 'ok' }[state];
  return {
    kind: 'external',
    id: String(external._id),
    code: external.name,
    title: external.about,
    url: `/externos/${String(external._id)}`,
    state: { key: `documents.external.state.${state}`, tone },
  };
}

export const batchKind: Kind = {
  name: 'import_batch',
  words: { one: 'documents.import.kind.one', many: 'documents.import.kind.many' },
  async show(ids, user) {
    if (user && !may(user, 'documents.see_imports')) return [];
    return (await Batch.find({ _id: { $in: ids } }).lean<BatchRecord[]>()).map(shownBatch);
  },
  // It is led to from its documents and tasks; nobody links to it or searches for it.
  find: () => Promise.resolve([]),
  byCode: () => Promise.resolve(null),
  async *enumerate() {
    for await (const one of Batch.find().select('_id').lean<BatchRecord>().cursor()) yield String(one._id);
  },
};

function shownBatch({ _id, list, state }: BatchRecord): Shown {
  const tone = ({ proposed: 'warn', confirmed: 'ok', refused: 'off' } as const)[state];
  return {
    kind: 'import_batch',
    id: String(_id),
    code: '',
    title: list.name,
    url: `/documentos/importaciones/${String(_id)}`,
    state: { key: `documents.import.batch.state.${state}`, tone },
  };
}
