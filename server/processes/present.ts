// Processes as their templates need them.
import type { ProcessNode, ProcessRow } from './queries.ts';
import { KINDS } from './rules.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

/** The map by kind; what is out of use stands apart. */
export function mapFor(map: readonly ProcessNode[], leaders: ReadonlyMap<string, string>) {
  const nodeFor = (node: ProcessNode): unknown => ({
    code: node.code,
    name: node.name,
    href: `/procesos/${node.code}`,
    leader: leaders.get(node.leader ?? '') ?? null,
    parts: node.parts.filter((part) => part.active).map(nodeFor),
  });
  const bands = KINDS.map((kind) => ({
    word: `processes.kind.${kind}`,
    id: kind,
    columns: columnsOf(map.filter((node) => node.active && node.kind === kind)).map((column) =>
      column.map(nodeFor),
    ),
  }));
  return {
    bands: bands.filter((band) => band.columns.length > 0),
    retired: retired(map),
    empty: map.length === 0,
  };
}

/** Two columns of much the same height; one macroprocess alone takes the whole width. */
function columnsOf(nodes: readonly ProcessNode[]): ProcessNode[][] {
  const columns: ProcessNode[][] = nodes.length > 1 ? [[], []] : nodes.map(() => []);
  const heights = columns.map(() => 0);
  for (const node of nodes) {
    const lowest = heights.indexOf(Math.min(...heights));
    columns[lowest]?.push(node);
    heights[lowest] = (heights[lowest] ?? 0) + heightOf(node);
  }
  return columns;
}

/** In lines, roughly. */
function heightOf(node: ProcessNode): number {
  return 2 + node.parts.reduce((lines, part) => lines + heightOf(part) - 1, 0);
}

/** Facts of one process. */
export function processFacts(
  process: ProcessRow,
  lead: { leader?: string | undefined; holders: string[] },
  t: T,
) {
  return [
    { label: t('processes.field.level'), value: t(`processes.level.${process.level}`) },
    {
      label: t('processes.field.kind'),
      value: process.kind ? t(`processes.kind_one.${process.kind}`) : null,
    },
    { label: t('processes.field.leader'), value: lead.leader ?? null },
    { label: t('processes.field.holder'), value: lead.holders.join(', ') },
  ];
}

/** Where the process stands: the map, what is above it, itself. */
export function trailOf(process: ProcessRow, rows: readonly ProcessRow[], t: T) {
  const crumbs: { label: string; href?: string }[] = [{ label: process.code }];
  for (let above = parentOf(process, rows); above; above = parentOf(above, rows)) {
    crumbs.unshift({ label: `${above.code} ${above.name}`, href: `/procesos/${above.code}` });
  }
  return [{ label: t('processes.title'), href: '/procesos' }, ...crumbs];
}

function parentOf(row: ProcessRow, rows: readonly ProcessRow[]): ProcessRow | undefined {
  return rows.find((one) => one.id === row.parent);
}

function retired(map: readonly ProcessNode[]): { href: string; label: string }[] {
  return map.flatMap((node) => [
    ...(node.active ? [] : [{ href: `/procesos/${node.code}`, label: `${node.code} · ${node.name}` }]),
    ...retired(node.parts),
  ]);
}
