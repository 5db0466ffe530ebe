// A trace as a picture and as a list.
import { graph, type State } from '../../platform/charts/index.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { keyOf, type Trace, type TraceEdge, type TraceNode } from './walking.ts';

type T = Ctx['t'];
/** More cards than this make no readable picture; the list holds them all. */
const MOST_DRAWN = 40;
const STATES: ReadonlySet<string> = new Set(['ok', 'warn', 'bad', 'info', 'off']);

/** The picture of the nearest records, as an SVG of its natural size; null for a record that nothing is linked with. */
export function picture(trace: Trace, code: string, t: T): { svg: string; drawn: number } | null {
  if (trace.nodes.length < 2) return null;
  const nodes = trace.nodes.slice(0, MOST_DRAWN);
  const svg = graph(
    nodes.map(({ shown, level }) => ({
      id: keyOf(shown),
      text: shown.code || shown.title,
      note: [kindWord(shown.kind, t), shown.code ? shorten(shown.title) : '', shown.state ? t(shown.state.key) : ''].filter(Boolean).join(' · '),
      state: stateOf(shown.state?.tone),
      href: level === 0 ? shown.url : traceUrl(shown.code) || shown.url,
      root: level === 0,
    })),
    trace.edges.map(({ from, to, meaning }) => ({ from: keyOf(from), to: keyOf(to), label: t(`evidence.trace.meaning.${meaning}`) })),
    { title: t('evidence.trace.title_for', { code }), desc: t('evidence.trace.picture_says') },
  ); // prettier-ignore
  return { svg, drawn: nodes.length };
}

/** The list by level: each record with the links that led to it. */
export function levels(trace: Trace, t: T) {
  const byKey = new Map(trace.nodes.map((node) => [keyOf(node.shown), node]));
  const ends = trace.edges.flatMap((edge) => [edge.from, edge.to].map((end) => ({ key: keyOf(end), edge })));
  const edges = Map.groupBy(ends, ({ key }) => key);
  return [...Map.groupBy(trace.nodes.slice(1), ({ level }) => level)].map(([level, nodes]) => ({
    level,
    title: t('evidence.trace.level', { count: level }),
    lines: nodes.map((node) =>
      line(
        node,
        (edges.get(keyOf(node.shown)) ?? []).map(({ edge }) => edge),
        byKey,
        t,
      ),
    ),
  }));
}

function line(
  { shown, level }: TraceNode,
  edges: readonly TraceEdge[],
  byKey: ReadonlyMap<string, TraceNode>,
  t: T,
) {
  const own = keyOf(shown);
  const ways = edges.flatMap((edge) => {
    const [from, to] = [keyOf(edge.from), keyOf(edge.to)];
    const other = byKey.get(from === own ? to : to === own ? from : '');
    // A link is told once: by the record that it led to.
    if (!other || other.level >= level) return [];
    const direction = from === own ? 'out' : 'in';
    const says = t(`evidence.trace.way.${direction}.${edge.meaning}`, { code: other.shown.code || other.shown.title }); // prettier-ignore
    return [{ says, by: edge.by, since: edge.since }];
  });
  return {
    href: shown.url,
    code: shown.code,
    title: shown.title,
    kind: kindWord(shown.kind, t),
    tag: shown.state && { kind: shown.state.tone, text: t(shown.state.key) },
    ways,
    follow: traceUrl(shown.code),
  };
}

export function traceUrl(code: string): string {
  return code ? `/trazas?codigo=${encodeURIComponent(code)}` : '';
}

/** What sort of record it is, as it stands alone: with a capital, however its slice writes it within a sentence. */
export function kindWord(kind: string, t: T): string {
  const word = kindNamed(kind)?.words.one;
  const said = word ? t(word) : kind;
  return said.charAt(0).toLocaleUpperCase() + said.slice(1);
}

function stateOf(tone: string | undefined): State {
  return tone && STATES.has(tone) ? (tone as State) : 'off';
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text;
}
