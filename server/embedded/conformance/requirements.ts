// On which servers a test wants to run, and whether ours is one: a replica set of one member, of release 8.0.

const VERSION = '8.0.0';

interface Requirement {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  auth?: boolean;
  serverless?: string;
  csfle?: unknown;
  serverParameters?: unknown;
}

/** Why the test does not suit, or null. One of several requirements is enough. */
export function unmetRequirement(requirements: unknown): string | null {
  if (!Array.isArray(requirements) || requirements.length === 0) return null;
  const reasons = (requirements as Requirement[]).map(unmet);
  return reasons.some((reason) => reason === null) ? null : (reasons[0] ?? null);
}

function unmet(requirement: Requirement): string | null {
  const { minServerVersion: min, maxServerVersion: max, topologies, auth, serverless } = requirement;
  if (min && order(min, VERSION) > 0) return `needs release ${min}`;
  if (max && order(max, VERSION) < 0) return `needs a release up to ${max}`;
  if (topologies && !topologies.includes('replicaset'))
    return `needs the topology ${topologies.join(' or ')}`;
  if (auth) return 'needs authentication';
  if (serverless === 'require') return 'needs a serverless deployment';
  if (requirement.csfle || requirement.serverParameters) return 'needs server parameters';
  return null;
}

function order(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Where the official driver itself does otherwise than the tests want, whatever the server answers. */
const DRIVER_DIFFERENCES: [beginning: string, what: string][] = [
  ['inserting _id with type null', 'the driver gives a document with a null _id a new one'],
  ['partialResult is unset', 'the driver reports an empty result where the test wants none'],
  [
    'client bulkWrite with writeConcern in a transaction causes',
    'the driver does not check this, and the server answers instead',
  ],
];

/** Why a test says nothing of the store, or null. */
export function driverDifference(description: string): string | null {
  return DRIVER_DIFFERENCES.find(([beginning]) => description.startsWith(beginning))?.[1] ?? null;
}
