// explain: how a command would be read, and what reading it so looks at.
import { isDoc, type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { fail } from '../errors.ts';
import type { Plan } from '../planner/plan.ts';
import { count } from '../planner/read.ts';
import { findCollection, scopeOf, type Context, type Family } from './context.ts';
import { found, needsSort, planSearch, type Search, type Wanted } from './finding.ts';
import { leadingSearch } from './aggregating.ts';
import { numberOf } from './values.ts';

export const explaining: Family = {
  explain: { fields: ['verbosity'], touchesData: true, run: explain },
};

function explain(context: Context): Doc {
  const { body } = context;
  if (!isDoc(body.explain)) fail(14, "BSON field 'explain.explain' must be a command");
  return explainCommand(
    { ...context, body: body.explain, name: Object.keys(body.explain)[0] ?? '' },
    body.verbosity,
  );
}

/** Explains a command given as the context's body. */
export function explainCommand(context: Context, verbosity: unknown): Doc {
  const { body, name, db, engine } = context;
  const collection = findCollection(context, body[name]);
  const wanted = wantedOf(context);
  const search = collection && planSearch(context, collection, wanted);
  const counting = name === 'count';
  const winningPlan = search ? stageOf(search, counting) : { stage: 'EOF' };
  const executed = verbosity !== 'queryPlanner';
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace: `${db}.${String(body[name])}`,
      parsedQuery: wanted.filter,
      winningPlan,
      rejectedPlans: [],
    },
    ...(executed
      ? { executionStats: { ...run(context, search, counting), executionStages: winningPlan } }
      : {}),
    command: body,
    serverInfo: {
      host: 'embedded',
      version: '8.0.0',
      pid: process.pid,
      uptime: (Date.now() - engine.started) / 1000,
    },
    ok: 1,
  };
}

function run(context: Context, search: Search | undefined, counting: boolean): Doc {
  const began = Date.now();
  let nReturned = 0;
  if (search && counting) nReturned = count(scopeOf(context), search.collection, search.plan, search.options);
  else if (search) for (const _ of found(scopeOf(context), search)) nReturned++;
  const { keysExamined = 0, docsExamined = 0 } = search?.options.effort ?? {};
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: Date.now() - began,
    totalKeysExamined: keysExamined,
    totalDocsExamined: docsExamined,
  };
}

/** What a command searches for. @throws CommandError 59 for one that searches nothing */
function wantedOf(context: Context): Wanted {
  const { body, name } = context;
  switch (name) {
    case 'find':
      return {
        filter: (body.filter ?? {}) as Doc,
        sort: body.sort as Doc | undefined,
        skip: numberOf(body, 'skip', 0),
        limit: Math.abs(numberOf(body, 'limit', 0)),
        hint: body.hint,
      };
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return { filter: (body.query ?? {}) as Doc, sort: body.sort as Doc | undefined, hint: body.hint };
    case 'aggregate':
      return leadingSearch(context).wanted;
    case 'update':
    case 'delete': {
      const [statement] = body[`${name}s`] as Doc[];
      return { filter: (statement?.q ?? {}) as Doc, hint: statement?.hint };
    }
    default:
      return fail(59, `Explain failed due to unknown command: ${name}`);
  }
}

function stageOf({ plan, wanted, collection, options }: Search, counting: boolean): Doc {
  let stage = planStage(plan, collection, counting);
  if (needsSort(plan, wanted.sort)) stage = { stage: 'SORT', sortPattern: wanted.sort, inputStage: stage };
  if (wanted.skip) stage = { stage: 'SKIP', skipAmount: wanted.skip, inputStage: stage };
  if (wanted.limit) stage = { stage: 'LIMIT', limitAmount: wanted.limit, inputStage: stage };
  void options;
  return stage;
}

function planStage(plan: Plan, collection: Collection, counting: boolean): Doc {
  switch (plan.kind) {
    case 'nothing':
      return { stage: 'EOF' };
    case 'scan':
      return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
    case 'union':
      return {
        stage: 'FETCH',
        inputStage: { stage: 'OR', inputStages: plan.branches.map((branch) => indexStage(branch, 'IXSCAN')) },
      };
    case 'index': {
      const covered = counting && !plan.residual && !plan.repeats;
      if (covered) return { stage: 'COUNT', inputStage: indexStage(plan, 'COUNT_SCAN') };
      return {
        stage: 'FETCH',
        ...(plan.residual ? { filter: true } : {}),
        inputStage: indexStage(plan, 'IXSCAN'),
      };
    }
  }
  void collection;
}

function indexStage(plan: Extract<Plan, { kind: 'index' }>, stage: string): Doc {
  return {
    stage,
    keyPattern: plan.index.pattern,
    indexName: plan.index.name,
    isMultiKey: plan.index.multikey.includes(true),
    isUnique: plan.index.unique,
    isSparse: plan.index.sparse,
    isPartial: plan.index.partial !== null,
    direction: plan.reverse ? 'backward' : 'forward',
    ranges: plan.ranges.length,
  };
}
