// A nonconformity as a report: what its page says, cycle by cycle, with the fishbone drawn and every name and date.
import type { Block, Structure } from '../../platform/pdf/index.ts';
import { dayOf } from '../../platform/clock.ts';
import { formatDate, formatDateTime, translate, type Language } from '../../platform/words/index.ts';
import type { Params } from '../../platform/errors.ts';
import type { ActionRecord } from '../action.ts';
import { layoutFishbone } from '../drawing/fishbone.ts';
import type { Cycle, Did, NonconformityRecord } from '../nonconformity.ts';
import { CATEGORIES } from '../rules/states.ts';
import { cut } from './showing.ts';

type Say = (key: string, params?: Params) => string;

export function reportOf(
  record: NonconformityRecord,
  actions: readonly ActionRecord[],
  about: { entity: string; language: Language; at: Date },
): Structure {
  const say: Say = (key, params) => translate(about.language, `actions.${key}`, params);
  return {
    title: `${record.code} · ${say(`kind.nonconformity.one`)}`,
    subtitle: cut(record.description),
    language: about.language === 'es' ? 'es-CO' : 'en',
    author: about.entity,
    date: about.at,
    header: { left: about.entity, right: record.code },
    footer: { left: formatDate(dayOf(about.at)), pageOf: say('report.page_of', { x: '{x}', y: '{y}' }) },
    blocks: [
      factsOf(record, say),
      { kind: 'heading', level: 2, words: say('field.description') },
      { kind: 'paragraph', words: record.description },
      ...record.cycles.flatMap((cycle) => cycleBlocks(record, cycle, actions, say, about.language)),
    ],
  };
}

function factsOf(record: NonconformityRecord, say: Say): Block {
  return {
    kind: 'facts',
    rows: [
      [say('field.nature'), say(`nature.${record.nature}`)],
      [say('field.grade'), say(`grade.${record.grade}`)],
      [say('field.source'), say(`source.${record.source}`)],
      [say('field.process'), record.processName || say('no_process')],
      [say('field.found'), formatDate(record.found)],
      [say('field.responsible'), record.responsibleName],
      [say('field.state'), say(`state.${record.state}`)],
    ],
  };
}

function cycleBlocks(record: NonconformityRecord, cycle: Cycle, actions: readonly ActionRecord[], say: Say, language: Language): Block[] {
  const { number, cause, reason, review, analysis, need, plan, result, verification, closing } = cycle;
  const own = actions.filter((one) => one.cycle === number);
  const part = (key: string, did: Did | null, blocks: Block[]): Block[] =>
    did ? [{ kind: 'heading', level: 3, words: say(`part.${key}`) }, ...blocks, byLine(did, language)] : [];
  const named = (key: string, value: string): Block[] => (value ? [{ kind: 'paragraph', words: [{ text: `${say(`field.${key}`)}: `, strong: true }, { text: value }] }] : []);
  return [
    { kind: 'heading', level: 2, words: say('cycle.title', { number }) },
    ...(cause === 'first' ? [] : [{ kind: 'paragraph' as const, words: `${say(`cycle.${cause}`)} ${reason}` }]),
    ...part('review', review, review ? [{ kind: 'paragraph', words: review.extent }, ...named('consequences', review.consequences), ...named('correction', review.correction), ...named('similar', review.similar)] : []),
    ...part('analysis', analysis, analysis ? [...named('root', analysis.root), ...whysOf(analysis.whys), ...boneOf(record, cycle, say)] : []),
    ...part('need', need, need ? [{ kind: 'paragraph', words: `${say(`level.${need.level}`)}. ${say('risk', { probability: need.probability, impact: need.impact })} ${say(`act.${need.act ? 'yes' : 'no'}`)}` }, { kind: 'paragraph', words: need.why }] : []),
    ...part('plan', plan, plan ? [...named('criterion', plan.criterion), ...named('verify_not_before', formatDate(plan.verifyNotBefore))] : []),
    ...(own.length > 0 ? [actionTable(own, say)] : []),
    ...part('result', result, result ? [{ kind: 'paragraph', words: result.text }] : []),
    ...part('verification', verification, verification ? [{ kind: 'notice', tone: verification.effective ? 'ok' : 'bad', words: say(`effective.${verification.effective ? 'yes' : 'no'}`) }, { kind: 'paragraph', words: verification.findings }] : []),
    ...part('closing', closing, closing?.note ? [{ kind: 'paragraph', words: closing.note }] : []),
  ];
} // prettier-ignore

function byLine({ by, at }: Did, language: Language): Block {
  return {
    kind: 'paragraph',
    quiet: true,
    words: [by.name, by.position, formatDateTime(at, language)].filter(Boolean).join(' · '),
  };
}

function whysOf(whys: readonly string[]): Block[] {
  const items = whys.map((why): Block[] => [{ kind: 'paragraph', words: why }]);
  return items.length > 0 ? [{ kind: 'list', ordered: true, items }] : [];
}

function boneOf(record: NonconformityRecord, { analysis }: Cycle, say: Say): Block[] {
  if (!analysis || analysis.fishbone.length === 0) return [];
  const bones = CATEGORIES.map((category) => ({
    name: say(`category.${category}`),
    causes: analysis.fishbone.filter((one) => one.category === category).map((one) => one.cause),
  }));
  const shapes = layoutFishbone(bones, cut(record.description));
  return [{ kind: 'drawing', shapes, caption: say('fishbone') }];
}

function actionTable(actions: readonly ActionRecord[], say: Say): Block {
  return {
    kind: 'table',
    caption: say('actions.title'),
    head: ['code', 'what', 'action_responsible', 'due', 'state', 'evidence'].map((key) => say(`field.${key}`)),
    rows: actions.map((one) => [
      one.code,
      one.what,
      one.responsibleName,
      formatDate(one.due),
      say(`action_state.${one.state}`),
      one.followUps.flatMap((follow) => follow.evidence.map((piece) => piece.record?.code ?? piece.file?.name ?? '')).join(', '),
    ]),
    shares: [2, 5, 3, 2, 2, 3],
  };
} // prettier-ignore
