// The door of evidence: traces, the conformity matrix, evidence packs and the reading room of the certifier (L1-L4).
import { registerEngagements } from '../platform/access/engagement.ts';
import type { Slice } from '../platform/http/slice.ts';
import { declareLinkAddresses } from '../platform/links/address.ts';
import { linkRoutes } from './links/routes.ts';
import { policy } from './policy.ts';
import { gate } from './room/gate.ts';
import { engagementKind } from './room/kinds.ts';
import { roomPolicy } from './room/policy.ts';
import { engagementOfAccount } from './room/queries.ts';
import { roomRoutes } from './room/routes.ts';
import { roomTasks } from './room/tasks.ts';
import { waiverFaults } from './trace/proving.ts';
import { requireEvidence } from './trace/required.ts';
import { traceRoutes } from './trace/routes.ts';

export const evidence: Slice = {
  name: 'evidence',
  routes: [...linkRoutes, ...traceRoutes, ...roomRoutes],
  policy: { ...policy, ...roomPolicy },
  kinds: [engagementKind],
  menu: [
    { href: '/trazas', word: 'evidence.trace.menu', may: 'evidence.trace', order: 82 },
    { href: '/sala-de-lectura', word: 'evidence.room.menu', may: 'evidence.room', order: 86 },
  ],
  tasks: roomTasks,
  gate,
  async *checks() {
    yield* waiverFaults();
  },
  register() {
    requireEvidence();
    declareLinkAddresses({
      link: { href: '/vinculos/nuevo?de=', may: 'evidence.link' },
      trace: { href: '/trazas?codigo=', may: 'evidence.trace' },
    });
    registerEngagements(engagementOfAccount);
  },
};
