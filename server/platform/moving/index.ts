// The door of the moving room: two ends and the move between them.
export { openDatabase, type DatabaseEnd } from './database.ts';
export { openFolder } from './folder.ts';
export type { Source, Target } from './ends.ts';
export { move, type Moved, type MoveOptions } from './moving.ts';
