// The heavy work on PDFs, as plain functions that run in a worker thread.
export { compose } from './compose.ts';
export { countPages, join } from './join.ts';
export { merge } from './merge.ts';
export { stamp } from './stamp.ts';
