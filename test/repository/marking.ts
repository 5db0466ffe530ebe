// Puts a mark into every field that some model marks as personal, and finds the mark in whatever an answer is: page, text, PDF, spreadsheet.
import { unzipSync } from 'fflate';
import mongoose from 'mongoose';
import { extractText, getDocumentProxy } from 'unpdf';
import { auditOf, isAudited } from '../../server/platform/audit/audited.ts';
import type { Agent } from '../support/app.ts';

export const MARK = 'DatoPersonalMarcado';

/** Fields that hold no personal data for others to hide, each with its reason. */
export const PUBLIC_FIELDS: Readonly<Record<string, string>> = {
  'User.name': 'names of staff in their posts and signatures are public data of public servants',
  'User.sortName': 'the same name as it is sorted',
  'File.responsible': 'the position or staff member who answers for an expediente',
};

/** Marks every personal field of every record, and makes every record of the archive one that holds personal data. Returns the marked fields. */
export async function markPersonal(): Promise<string[]> {
  const marked: string[] = [];
  for (const model of Object.values(mongoose.models)) {
    const personal = isAudited(model.schema) ? (auditOf(model.schema).personal ?? []) : [];
    const fields = personal.filter((field) => !(`${model.modelName}.${field}` in PUBLIC_FIELDS));
    if (fields.length === 0) continue;
    for (const record of await model.collection.find().toArray()) {
      const changes = Object.fromEntries(fields.map((field) => [field, withMark(record[field], `${MARK} ${model.modelName} ${field} ${String(record._id)}`)])); // prettier-ignore
      await model.collection.updateOne({ _id: record._id }, { $set: { ...changes, ...('personal' in record ? { personal: true } : {}) } }); // prettier-ignore
    }
    marked.push(...fields.map((field) => `${model.modelName}.${field}`));
  }
  return marked;
}

/** The marks in what a person gets at this address; empty when it is hidden. */
export async function marksIn(agent: Agent, address: string): Promise<string[]> {
  const answer = await agent
    .get(address)
    .redirects(0)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks))); // prettier-ignore
    });
  const text = await wordsOf(answer.body as Buffer);
  return [...new Set(text.match(new RegExp(`${MARK} ?\\w* ?\\w*`, 'g')) ?? [])];
}

async function wordsOf(bytes: Buffer): Promise<string> {
  const start = bytes.subarray(0, 4).toString('latin1');
  // A sample's file may only begin like a PDF.
  if (start === '%PDF') return pdfWords(bytes).catch(() => bytes.toString('latin1'));
  if (start !== 'PK\u0003\u0004') return bytes.toString('utf8');
  return Object.values(unzipSync(bytes)).map((file) => Buffer.from(file).toString('utf8')).join('\n'); // prettier-ignore
}

async function pdfWords(bytes: Buffer): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return text;
}

/** The same shape with the mark in every text of it; what is empty stays so. */
function withMark(value: unknown, mark: string): unknown {
  if (typeof value === 'string') return mark;
  if (Array.isArray(value)) return value.map((one) => withMark(one, mark));
  if (value === null || typeof value !== 'object' || value instanceof Date || '_bsontype' in value) return value; // prettier-ignore
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withMark(one, mark)]));
}
