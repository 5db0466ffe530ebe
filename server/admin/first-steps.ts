// What a new copy still lacks before the office can work with it: a list on the start page that ends by itself.
import { hasDocumentInForce } from '../documents/index.ts';
import { activePeople } from '../people/index.ts';
import { has, type Role } from '../platform/access/roles.ts';
import { kept } from '../platform/db/kept.ts';
import type { DeskPanelSource } from '../platform/http/desk.ts';
import { kindNamed } from '../platform/links/kinds.ts';

interface Step {
  word: string;
  href: string;
  /** Who can do it, when the office alone cannot. */
  role?: Role;
  isDone: () => Promise<boolean>;
}

/** In the order in which one needs the other: nobody approves their own work, who answers is a position, and what is audited or charged is a process. */
const STEPS: readonly Step[] = [
  { word: 'people', href: '/personas', role: 'admin', isDone: async () => (await activePeople()).length > 1 },
  { word: 'positions', href: '/dependencias', isDone: () => exists('position') },
  { word: 'processes', href: '/procesos', isDone: () => exists('process') },
  { word: 'documents', href: '/documentos?estado=new', isDone: hasDocumentInForce },
  { word: 'body', href: '/organos', isDone: () => exists('body') },
  { word: 'schools', href: '/establecimientos', isDone: () => exists('establishment') },
];

const missing = kept(['User', 'Position', 'Process', 'Document', 'Body', 'Establishment'], async () => {
  const done = await Promise.all(STEPS.map(({ isDone }) => isDone()));
  return STEPS.filter((_, index) => !done[index]);
});

export const firstSteps: DeskPanelSource = async (user, t) => {
  if (!has(user, 'quality')) return null;
  const open = (await missing()).filter(({ role }) => !role || has(user, role));
  const lines = open.map(({ word, href }) => ({
    href,
    label: t(`admin.first_steps.${word}`),
    note: t(`admin.first_steps.${word}_why`),
  }));
  return { title: 'admin.first_steps.title', lines };
};

async function exists(kind: string): Promise<boolean> {
  for await (const _id of kindNamed(kind)?.enumerate() ?? []) return true;
  return false;
}
