// The statements of which write commands consist.
export { runInsert } from './insert.ts';
export { runUpdate, type UpdateResult } from './update.ts';
export { runDelete } from './delete.ts';
export { booksOf } from './books.ts';
