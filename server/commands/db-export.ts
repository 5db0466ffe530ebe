// npm run db:export -- --to PLACE: moves the storage into a MongoDB replica set or a folder, and proves that both sides are equal.
import { readConfig } from '../config.ts';
import { runMove } from './moving.ts';

try {
  process.exitCode = await runMove('to', readConfig());
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
