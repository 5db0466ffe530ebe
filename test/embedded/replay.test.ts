// What a real MongoDB answered to findAndModify and to unique indexes, asked again through the official driver.
import { expect } from 'chai';
import { EJSON } from 'bson';
import type { Collection, Document } from 'mongodb';
import { failure, opened, type Opened } from './opened.ts';
import { recorded } from './recorded.ts';

const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

const text = (value: unknown): string => EJSON.stringify(value, { relaxed: false });

interface Step {
  create?: Document;
  options?: Document;
  insert?: Document;
  updateId?: unknown;
  update?: Document;
  ok?: unknown;
  error?: { code: number; keyPattern?: Document; keyValue?: Document };
}

describe('embedded: recorded answers of MongoDB, through the driver', () => {
  let store: Opened;
  let collection: Collection;
  let round = 0;

  before(async () => (store = await opened()));
  after(() => store.close());
  beforeEach(() => (collection = store.db.collection(`c${round++}`, EXACT)));

  for (const [number, one] of recorded('findAndModify').entries())
    it(`findAndModify ${number}`, async () => {
      const start = one.start as Document[];
      if (start.length > 0) await collection.insertMany(start);
      const asked = collection.findOneAndUpdate(
        one.filter as Document,
        one.update as Document,
        one.options as object,
      );
      if (one.error) {
        const error = await failure(asked);
        if (Number(error.code) === 238)
          expect(error.message).to.match(/^embedded store: .* is not supported/);
        else expect(Number(error.code), error.message).to.equal(one.error.code);
      } else {
        const value = await asked.catch((error: { code?: number }) => error);
        if (Number((value as { code?: number } | null)?.code) === 238)
          return expect(text(await all(collection))).to.equal(text(start));
        expect(text(value)).to.equal(text(one.ok));
      }
      expect(text(await all(collection))).to.equal(text(one.final));
    });

  for (const [number, one] of recorded('unique').entries())
    it(`unique ${number}`, async () => {
      for (const [position, step] of (one.steps as Step[]).entries())
        await replay(collection, step, `step ${position}`);
      expect(text(await all(collection))).to.equal(text(one.final));
    });
});

function all(collection: Collection): Promise<Document[]> {
  return collection.find().sort({ _id: 1 }).toArray();
}

async function replay(collection: Collection, step: Step, place: string): Promise<void> {
  const asked = ask(collection, step);
  if (!step.error) {
    const answer = await asked;
    if (step.updateId !== undefined) expect(text(answer), place).to.equal(text(step.ok));
    return;
  }
  const error = await failure(asked);
  const { keyPattern, keyValue } = error;
  expect(Number(error.code), `${place}: ${error.message}`).to.equal(step.error.code);
  expect(text({ keyPattern, keyValue }), place).to.equal(
    text({ keyPattern: step.error.keyPattern ?? undefined, keyValue: step.error.keyValue ?? undefined }),
  );
}

async function ask(collection: Collection, step: Step): Promise<unknown> {
  if (step.create) return collection.createIndex(step.create, step.options);
  if (step.insert) return collection.insertOne(step.insert);
  const { modifiedCount } = await collection.updateOne(
    { _id: step.updateId as never },
    step.update as Document,
  );
  return modifiedCount;
}
