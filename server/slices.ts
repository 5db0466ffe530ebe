// The slices, in order: what the product does, and the law of who may import whom (a slice uses those above it, never those below).
import { admin } from './admin/index.ts';
import { documents } from './documents/index.ts';
import { home } from './home/index.ts';
import { people } from './people/index.ts';
import type { Slice } from './platform/http/slice.ts';
import { portal } from './portal/index.ts';
import { processes } from './processes/index.ts';
import { requirements } from './requirements/index.ts';

export const slices: readonly Slice[] = [people, processes, requirements, documents, portal, home, admin];
