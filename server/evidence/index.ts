// The door of evidence: traces, the conformity matrix, evidence packs and the reading room of the certifier (L1-L4).
import { registerEngagements } from '../platform/access/engagement.ts';
import type { Slice } from '../platform/http/slice.ts';
import { declareLinkAddresses } from '../platform/links/address.ts';
import { watchLinks } from '../platform/links/links.ts';
import { linkRoutes } from './links/routes.ts';
import { seedLinks } from './links/seed.ts';
import { packJob } from './packs/jobs.ts';
import { packKind } from './packs/kinds.ts';
import { packPolicy } from './packs/policy.ts';
import { ensureProgressIndexes } from './packs/progress.ts';
import { packFaults, packFiles } from './packs/proving.ts';
import { packRoutes } from './packs/routes.ts';
import { packTasks } from './packs/tasks.ts';
import { matrixRoutes } from './matrix/routes.ts';
import { policy } from './policy.ts';
import { gate } from './room/gate.ts';
import { engagementKind } from './room/kinds.ts';
import { roomPolicy } from './room/policy.ts';
import { engagementOfAccount } from './room/queries.ts';
import { roomRoutes } from './room/routes.ts';
import { seedRoom } from './room/seed.ts';
import { roomTasks } from './room/tasks.ts';
import { countLink, ensureTallyIndexes } from './tally/tallies.ts';
import { ensureTallies, tallyFaults } from './tally/counting.ts';
import { waiverFaults } from './trace/proving.ts';
import { requireEvidence } from './trace/required.ts';
import { traceRoutes } from './trace/routes.ts';

export const evidence: Slice = {
  name: 'evidence',
  routes: [...linkRoutes, ...traceRoutes, ...matrixRoutes, ...roomRoutes, ...packRoutes],
  policy: { ...policy, ...roomPolicy, ...packPolicy },
  kinds: [engagementKind, packKind],
  menu: [
    { href: '/matriz', word: 'evidence.matrix.menu', may: 'evidence.matrix', order: 80 },
    { href: '/trazas', word: 'evidence.trace.menu', may: 'evidence.trace', order: 82 },
    { href: '/evidencia/paquetes', word: 'evidence.pack.menu', may: 'evidence.packs', order: 84 },
    { href: '/sala-de-lectura', word: 'evidence.room.menu', may: 'evidence.room', order: 86 },
  ],
  tasks: async (user) => [...(await roomTasks(user)), ...(await packTasks(user))],
  jobs: [packJob],
  files: packFiles,
  gate,
  async *checks() {
    yield* waiverFaults();
    yield* tallyFaults();
    yield* packFaults();
  },
  async seed() {
    await seedLinks();
    await seedRoom();
  },
  async prepare() {
    await ensureTallyIndexes();
    await ensureTallies();
    await ensureProgressIndexes();
  },
  register() {
    requireEvidence();
    watchLinks(countLink);
    declareLinkAddresses({
      link: { href: '/vinculos/nuevo?de=', may: 'evidence.link' },
      trace: { href: '/trazas?codigo=', may: 'evidence.trace' },
    });
    registerEngagements(engagementOfAccount);
  },
};
