// Search: the words of what is in force, kept beside the documents and rebuilt at will.
import { currentSession, nativeCollection } from '../platform/db/connection.ts';
import { queryTerms, termsOf } from '../platform/search/terms.ts';
import type { Types } from 'mongoose';
import { Document, type DocumentDoc } from './document.ts';
import type { Content, VersionDoc } from './version.ts';

interface SearchEntry {
  /** `document:<id>` */
  _id: string;
  kind: 'document';
  record: string;
  terms: string[];
}

const entries = () => nativeCollection<SearchEntry>('search_entries');
const MOST = 5_000;

export async function ensureSearchIndexes(): Promise<void> {
  await entries().createIndex({ kind: 1, terms: 1 });
}

/** The whole text of a content, for search and comparison. */
export function textOf(content: Content): string {
  return content.kind === 'text' ? content.markdown : content.text;
}

/** Makes the text of a version findable, inside the act that put it in force. */
export async function indexVersion(document: DocumentDoc, version: VersionDoc): Promise<void> {
  const session = currentSession();
  const record = String(document._id);
  const terms = [...new Set(termsOf(`${document.code} ${document.title} ${textOf(version.content)}`))];
  const set = { kind: 'document' as const, record, terms };
  await entries().updateOne(
    { _id: `document:${record}` },
    { $set: set },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

/** Ids of the documents whose code and title, or whose text in force, have every word typed; null when nothing was typed. */
export async function documentsWithWords(typed: string): Promise<string[] | null> {
  const terms = queryTerms(typed);
  if (terms.length === 0) return null;
  const inTexts = await entries()
    .find({ kind: 'document', terms: { $all: terms } }, { projection: { record: 1 } })
    .limit(MOST)
    .toArray();
  const inTitles = await Document.find({ words: { $all: terms } }, { _id: 1 })
    .limit(MOST)
    .lean<{ _id: Types.ObjectId }[]>();
  return [...new Set([...inTexts.map((one) => one.record), ...inTitles.map((one) => String(one._id))])];
}
