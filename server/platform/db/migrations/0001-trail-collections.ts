// The collections that carry no model exist before the first transaction writes to them.
import mongoose from 'mongoose';

const COLLECTIONS = [
  'trail_entries',
  'trail_heads',
  'seals',
  'seal_leaves',
  'counters',
  'form_keys',
  'job_leases',
  'login_failures',
  'integrity_runs',
  'restores',
];

export async function createTrailCollections(): Promise<void> {
  const there = new Set((await mongoose.connection.listCollections()).map((one) => one.name));
  for (const name of COLLECTIONS) if (!there.has(name)) await mongoose.connection.createCollection(name);
}
