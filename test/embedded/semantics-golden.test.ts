// Every recorded operation of a real MongoDB, replayed on the functions that give this store its meaning. The store answers
// the same, or refuses by name and changes nothing; it never answers differently.
import { expect } from 'chai';
import { runPipeline } from '../../server/embedded/aggregate/index.ts';
import { type Doc, encode, identityOf, ObjectId } from '../../server/embedded/bson/index.ts';
import { distinctValues } from '../../server/embedded/distinct.ts';
import { CommandError } from '../../server/embedded/errors.ts';
import { compileFilter } from '../../server/embedded/match/index.ts';
import { compileProjection } from '../../server/embedded/projection.ts';
import { compileSort, sortDocs } from '../../server/embedded/sort.ts';
import { compileUpdate, documentForUpsert } from '../../server/embedded/update/index.ts';
import { identical, type Recorded, recorded, recordedDocs, shown } from './recorded.ts';

const docs = recordedDocs();

describe('MongoDB as recorded', () => {
  replay('find', 1500, (one) => {
    const matcher = compileFilter(one.filter as Doc);
    const found = docs.filter((doc) => matcher.matches(doc)).map((doc) => doc._id);
    const fromBytes = docs.filter((doc) => matcher.matchesBytes(encode(doc))).map((doc) => doc._id);
    expect(identical(found, fromBytes), 'whole documents and chosen fields differ').to.equal(true);
    return { ok: found };
  });

  replay('sort', 84, (one) => {
    const sort = one.sort as Doc;
    const ids = (sorted: Doc[]) => sorted.map((doc) => doc._id).slice(...partOf(one));
    expect(
      identical(
        ids(sortDocs(docs, sort, 30)).slice(0, 20),
        ids([...docs].sort(compileSort(sort))).slice(0, 20),
      ),
    ).to.equal(true);
    return { ok: ids(sortDocs(docs, sort)) };
  });

  replay('projection', 10, (one) => {
    const project = compileProjection(one.field as Doc);
    return { ok: docs.map(project) };
  });

  replay('update', 1500, (one) => {
    const before = one.before as Doc;
    const written = Buffer.from(encode(before));
    const after = compileUpdate(one.update as Doc).apply(before);
    expect(written.equals(encode(before)), 'the document itself was changed').to.equal(true);
    const modified = after === before ? 0 : 1;
    expect(modified === 0, 'counts as changed').to.equal(written.equals(encode(after)));
    return { ok: { matched: 1, modified }, after };
  });

  replay('upsert', 150, (one) => {
    const after = documentForUpsert(one.filter as Doc, one.update as Doc);
    const wanted = one.after as Doc | null;
    if (wanted !== null && after._id instanceof ObjectId) {
      if ('_id' in wanted) after._id = wanted._id;
      else delete after._id;
    }
    return { ok: { upserted: 1, matched: 0 }, after };
  });

  replay('aggregate', 42, (one) => {
    const pipeline = one.pipeline as Doc[];
    const result = [...runPipeline(pipeline, docs, { collection: () => docs, now: new Date() })];
    // The order within the array that $addToSet gives is not defined.
    if (!JSON.stringify(pipeline).includes('$addToSet')) return { ok: result };
    one.ok = (one.ok as Doc[]).map(asSet);
    return { ok: result.map(asSet) };
  });

  replay('distinct', 12, (one) => ({ ok: distinctValues(docs, one.field as string) }));
});

function replay(name: string, count: number, run: (one: Recorded) => { ok: unknown; after?: Doc }): void {
  it(`${name}: answers the same or refuses by name`, () => {
    const cases = recorded(name);
    expect(cases).to.have.lengthOf(count);
    const refused = cases.filter((one) => !isSame(name, one, run));
    expect(refused.map(shown), 'these are all within the scope').to.deep.equal([]);
  });
}

/** Checks one case; false when the store refused it by name. */
function isSame(name: string, one: Recorded, run: (one: Recorded) => { ok: unknown; after?: Doc }): boolean {
  try {
    const answer = run(one);
    expect(one.error, `${name} should fail: ${shown(one)}`).to.equal(undefined);
    expect(shown(answer.ok), shown(one)).to.equal(shown(one.ok));
    expect(identical(answer.ok, one.ok), `differs in a type: ${shown(one)}`).to.equal(true);
    if (answer.after !== undefined)
      expect(identical(answer.after, one.after), shown([answer.after, one])).to.equal(true);
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    if (error.code === 238) return false;
    expect(error.code, shown(one)).to.equal(one.error?.code);
    return true;
  }
}

/** Some sorts were asked for with `skip: 3, limit: 20`; they are those with twenty ids. */
function partOf(one: Recorded): [number, number] {
  return (one.ok as unknown[]).length === 20 ? [3, 23] : [0, docs.length];
}

function asSet(doc: Doc): Doc {
  const items = (doc.r as unknown[]).map((item) => ({ item, key: String(identityOf(item)) }));
  return { ...doc, r: items.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ item }) => item) };
}
