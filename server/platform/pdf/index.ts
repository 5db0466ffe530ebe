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

const module = new URL('./task.ts', import.meta.url);
const TWO_MINUTES = { timeoutMs: 120_000 };

/** Sets an authored document or a report (see Structure) as PDF. */
export function composePdf(doc: Structure): Promise<Uint8Array> {
  return inWorker({ module, name: 'compose' }, doc, TWO_MINUTES);
}

/** Puts header, footer, page numbers, a QR code and perhaps a word across on every page. @throws Error when the PDF cannot be read */
export function stampPdf(input: StampInput): Promise<Uint8Array> {
  return inWorker({ module, name: 'stamp' }, input, TWO_MINUTES);
}

/** One PDF out of several, with bookmarks. @throws Error naming the part that cannot be read */
export function mergePdfs(input: MergeInput): Promise<Uint8Array> {
  return inWorker({ module, name: 'merge' }, input, TWO_MINUTES);
}

/** A thread of its own: joining hundreds of PDFs must not hold the pages that wait for a stamp. */
const LONG = { timeoutMs: 900_000, memoryMb: 512, fresh: true };

/** Joins PDFs that lie on disk into one on disk; returns its number of pages. @throws Error naming the part that cannot be read */
export function joinPdfs(input: JoinInput): Promise<number> {
  return inWorker({ module, name: 'join' }, input, LONG);
}

/** How many pages the PDF at this path has. @throws Error when it cannot be read */
export function countPdfPages(path: string): Promise<number> {
  return inWorker({ module, name: 'countPages' }, path, TWO_MINUTES);
}
