// Turns the activities of a header into the nodes and edges of its flowchart.
import type { FlowEdge, FlowNode } from '../../platform/charts/index.ts';
import { END, nextOf } from './flowcheck.ts';
import { NOT_STATED } from './header.ts';
import type { Activity, Branch, ProcedureHeader } from './header.ts';
import { activityId } from './tables.ts';

/** The few words of a flowchart, in the reader's language. */
export type FlowWords = { start: string; end: string; yes: string; no: string; open: string };

const SPANISH: FlowWords = {
  start: 'Inicio',
  end: 'Fin',
  yes: 'Sí',
  no: 'No',
  open: 'La fuente no indica qué sigue',
};

/**
 * The flow of a procedure: its activities and decisions in order, what is done on the way as side steps, loops as edges back.
 * Each activity links to `#actividad-<number>` in the table of activities.
 */
export function flowOf(
  header: ProcedureHeader,
  words: FlowWords = SPANISH,
): { nodes: FlowNode[]; edges: FlowEdge[] } {
  const flow: Flow = { nodes: [{ id: 'inicio', kind: 'start', text: words.start }], edges: [], words };
  const first = header.activities[0];
  flow.edges.push({ from: 'inicio', to: first ? idOf(first.number) : END });
  header.activities.forEach((activity, index) => {
    addActivity(flow, activity);
    if (activity.decisions.length > 0) addDecisions(flow, activity);
    else connect(flow, idOf(activity.number), { do: '', to: nextOf(activity, header.activities[index + 1]) });
  });
  flow.nodes.push({ id: END, kind: 'end', text: words.end });
  return { nodes: flow.nodes, edges: flow.edges };
}

type Flow = { nodes: FlowNode[]; edges: FlowEdge[]; words: FlowWords };

function addActivity(flow: Flow, { number, name, responsible }: Activity): void {
  const href = `#${activityId(number)}`;
  flow.nodes.push({
    id: idOf(number),
    kind: 'step',
    text: `${number}. ${name}`,
    note: responsible.join('\n'),
    href,
  });
}

function addDecisions(flow: Flow, activity: Activity): void {
  activity.decisions.forEach(({ question, yes, no }, index) => {
    const id = idOf(`${activity.number}.${index + 1}`);
    flow.nodes.push({ id, kind: 'decision', text: question });
    if (index === 0) flow.edges.push({ from: idOf(activity.number), to: id });
    connect(flow, id, yes, flow.words.yes);
    connect(flow, id, no, flow.words.no);
  });
}

/** Draws one way out: straight to its target, or through a side step; an unstated target is an open end. */
function connect(flow: Flow, from: string, { do: doing, to }: Branch, label?: string): void {
  const open = to === NOT_STATED;
  if (doing === '' && !open) {
    flow.edges.push({ from, to: idOf(to), label });
    return;
  }
  const side = `${from}-${label ?? 'fin'}`;
  const text = doing || flow.words.open;
  flow.nodes.push({
    id: side,
    kind: doing ? 'aside' : 'open',
    text,
    note: open && doing ? flow.words.open : undefined,
  });
  flow.edges.push({ from, to: side, label });
  if (!open) flow.edges.push({ from: side, to: idOf(to) });
}

function idOf(target: string): string {
  return target === END ? END : `a${target}`;
}
