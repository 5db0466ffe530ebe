// npm run db:import -- --from PLACE: moves what a MongoDB replica set or a folder holds into the storage, and proves that both sides are equal.
import { readConfig } from '../config.ts';
import { runMove } from './moving.ts';

try {
  process.exitCode = await runMove('from', readConfig());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
