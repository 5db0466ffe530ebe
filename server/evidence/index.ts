// The door of evidence: traces, the conformity matrix, evidence packs and the reading room of the certifier (L1-L4).
import { registerEngagements } from '../platform/access/engagement.ts';
import type { Slice } from '../platform/http/slice.ts';
import { gate } from './room/gate.ts';
import { engagementKind } from './room/kinds.ts';
import { roomPolicy } from './room/policy.ts';
import { engagementOfAccount } from './room/queries.ts';
import { roomRoutes } from './room/routes.ts';
import { roomTasks } from './room/tasks.ts';

export const evidence: Slice = {
  name: 'evidence',
  routes: [...roomRoutes],
  policy: { ...roomPolicy },
  kinds: [engagementKind],
  menu: [{ href: '/sala-de-lectura', word: 'evidence.room.menu', may: 'evidence.room', order: 86 }],
  tasks: roomTasks,
  gate,
  register() {
    registerEngagements(engagementOfAccount);
  },
};
