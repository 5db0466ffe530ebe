// The door of the PDF room: setting, stamping and joining PDFs, all of it off the main thread; QR codes.
import { inWorker } from '../workers/pool.ts';
import type { JoinInput } from './join.ts';
import type { MergeInput } from './merge.ts';
import type { StampInput } from './stamp.ts';
import type { Structure } from './structure.ts';

export { markdownToStructure } from './markdown.ts';
export { qrMatrix, qrSvg } from './qr.ts';
export type { JoinInput, JoinPart } from './join.ts';
export type { MergeInput, Part } from './merge.ts';
export type { StampInput } from './stamp.ts';
export type { Block, Cell, Run, Structure, Tone, Words } from './structure.ts';

/** Each task loads its own file alone: whoever only stamps does not pay for what composes. */
const task = (file: 'compose' | 'stamp' | 'merge' | 'join', name: string = file) => ({
  module: new URL(`./${file}.ts`, import.meta.url),
  name,
});
const TWO_MINUTES = { timeoutMs: 120_000 };

/** Sets an authored document or a report (see Structure) as PDF. */
export function composePdf(doc: Structure): Promise<Uint8Array> {
  return inWorker(task('compose'), doc, TWO_MINUTES);
}

/** Puts header, footer, page numbers, a QR code and perhaps a word across on every page. @throws Error when the PDF cannot be read */
export function stampPdf(input: StampInput): Promise<Uint8Array> {
  return inWorker(task('stamp'), input, TWO_MINUTES);
}

/** One PDF out of several, with bookmarks. @throws Error naming the part that cannot be read */
export function mergePdfs(input: MergeInput): Promise<Uint8Array> {
  return inWorker(task('merge'), input, TWO_MINUTES);
}

/** A thread of its own: joining hundreds of PDFs must not hold the pages that wait for a stamp. */
const LONG = { timeoutMs: 900_000, memoryMb: 512, fresh: true };

/** Joins PDFs that lie on disk into one on disk; returns its number of pages. @throws Error naming the part that cannot be read */
export function joinPdfs(input: JoinInput): Promise<number> {
  return inWorker(task('join'), input, LONG);
}

/** How many pages the PDF at this path has. @throws Error when it cannot be read */
export function countPdfPages(path: string): Promise<number> {
  return inWorker(task('join', 'countPages'), path, TWO_MINUTES);
}
