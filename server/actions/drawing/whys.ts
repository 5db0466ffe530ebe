// The chain of whys as a drawing: from what happened down to the root.
import { flowchart, type FlowEdge, type FlowNode } from '../../platform/charts/index.ts';

/** @param ask the word between two boxes, e.g. "¿Por qué?" */
export function whyChain(
  effect: string,
  whys: readonly string[],
  root: string,
  words: { title: string; ask: string },
): string {
  const nodes: FlowNode[] = [
    { id: 'effect', kind: 'start', text: effect },
    ...whys.map((text, index): FlowNode => ({ id: `w${index}`, kind: 'step', text })),
    { id: 'root', kind: 'end', text: root },
  ];
  const edges: FlowEdge[] = nodes.slice(1).map(({ id }, index) => ({
    from: nodes[index]?.id ?? '',
    to: id,
    label: id === 'root' && whys.length > 0 ? undefined : words.ask,
  }));
  return flowchart(nodes, edges, { title: words.title });
}
