// Aggregation: a pipeline of stages over a stream of documents.
import { type Doc, isDoc } from '../bson/index.ts';
import { fail, unsupported } from '../errors.ts';
import { group, sortByCount } from './group.ts';
import { lookup } from './lookup.ts';
import { addFields, project, replaceRoot, replaceWith, unset } from './reshape.ts';
import { count, limit, match, sample, skip, sort } from './select.ts';
import type { MakeStage, PipelineContext, Prepare } from './stage.ts';
import { facet, unionWith } from './branches.ts';
import { unwind } from './unwind.ts';

export { fieldsNeeded } from './needs.ts';
export type { PipelineContext } from './stage.ts';

/**
 * Runs a pipeline. Everything is checked before the first document is read; documents then pass one by one, save for stages that need them
 * all (`$group`, `$sort`, `$facet` ...).
 * @param source the documents of the collection; may be left before its end
 * @throws CommandError 40323/40324 for malformed or unknown stages, 168 for unknown expressions, 238 for what is out of scope
 */
export function runPipeline(
  stages: readonly Doc[],
  source: Iterable<Doc>,
  context: PipelineContext,
): Iterable<Doc> {
  return preparePipeline(stages, context)(source);
}

/** Checks a pipeline and makes it ready to run. */
export const preparePipeline: Prepare = (stages, context) => {
  const steps = stages.map((stage) => {
    const [name, ...others] = isDoc(stage) ? Object.keys(stage) : [];
    if (name === undefined || others.length > 0)
      return fail(40323, 'A pipeline stage specification object must contain exactly one field.');
    const make = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
    if (make !== undefined) return make(stage[name], context, preparePipeline);
    if (OUT_OF_SCOPE.has(name)) return unsupported(`the aggregation stage ${name}`);
    return fail(40324, `Unrecognized pipeline stage name: '${name}'`);
  });
  return (source) => steps.reduce<Iterable<Doc>>((docs, step) => step(docs), source);
};

const STAGES: Record<string, MakeStage | undefined> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $sample: sample,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $group: group,
  $sortByCount: sortByCount,
  $unwind: unwind,
  $lookup: lookup,
  $facet: facet,
  $unionWith: unionWith,
};

const OUT_OF_SCOPE = new Set([
  ...[
    '$bucket',
    '$bucketAuto',
    '$changeStream',
    '$changeStreamSplitLargeEvent',
    '$collStats',
    '$currentOp',
    '$densify',
    '$documents',
  ],
  ...[
    '$fill',
    '$geoNear',
    '$graphLookup',
    '$indexStats',
    '$listLocalSessions',
    '$listSampledQueries',
    '$listSearchIndexes',
    '$listSessions',
  ],
  ...[
    '$merge',
    '$out',
    '$planCacheStats',
    '$querySettings',
    '$queryStats',
    '$redact',
    '$search',
    '$searchMeta',
    '$setWindowFields',
  ],
  ...['$shardedDataDistribution', '$vectorSearch', '$rankFusion', '$scoreFusion', '$listClusterCatalog'],
]);
