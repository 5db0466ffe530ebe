// JPEG and PNG without what they tell about their maker: walks their parts, checks the size in pixels, leaves metadata and tails out.
import { RefusedFile } from './errors.ts';

export interface CleanImage {
  bytes: Buffer;
  width: number;
  height: number;
  /** The picture told where it was taken or by what. */
  hadMetadata: boolean;
}

const MOST_PIXELS = 80_000_000;
const LONGEST_SIDE = 20_000;

/**
 * Keeps the picture, its colour profile and its orientation.
 * @throws RefusedFile when it is damaged or would fill the memory of whoever opens it
 */
export function cleanJpeg(bytes: Buffer): CleanImage {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let size: [number, number] | undefined;
  let hadMetadata = false;
  let at = 2;
  for (;;) {
    const { marker, end } = jpegPart(bytes, at);
    const part = bytes.subarray(at, end);
    if (isFrame(marker)) size = [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    const kind = partKind(marker, part);
    if (kind === 'keep') kept.push(part);
    else hadMetadata = true;
    if (kind === 'exif') kept.push(...orientationOnly(part));
    if (marker === 0xd9) break;
    at = end;
  }
  if (!size) throw new RefusedFile('files.damaged');
  checkPixels(size[0], size[1]);
  return { bytes: Buffer.concat(kept), width: size[0], height: size[1], hadMetadata };
}

/** As `cleanJpeg`: keeps what draws the picture. @throws RefusedFile */
export function cleanPng(bytes: Buffer): CleanImage {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  let hadMetadata = false;
  let at = 8;
  let type = '';
  while (type !== 'IEND') {
    if (at + 12 > bytes.length) throw new RefusedFile('files.damaged');
    const end = at + 12 + bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length || (at === 8) !== (type === 'IHDR')) throw new RefusedFile('files.damaged');
    if (DRAWS.has(type)) kept.push(bytes.subarray(at, end));
    else hadMetadata = true;
    at = end;
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  checkPixels(width, height);
  return { bytes: Buffer.concat(kept), width, height, hadMetadata };
}

const DRAWS = new Set(
  ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs'],
); // prettier-ignore

function checkPixels(width: number, height: number): void {
  if (!width || !height) throw new RefusedFile('files.damaged');
  if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new RefusedFile('files.pixels', { width, height });
}

/** One marker with its payload; a scan (SOS) takes its entropy-coded data along. */
function jpegPart(bytes: Buffer, at: number): { marker: number; end: number } {
  if (at + 2 > bytes.length || bytes[at] !== 0xff) throw new RefusedFile('files.damaged');
  const marker = bytes[at + 1] ?? 0;
  if (marker === 0xd9) return { marker, end: at + 2 };
  if (at + 4 > bytes.length) throw new RefusedFile('files.damaged');
  const end = at + 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  if (end > bytes.length || (isFrame(marker) && end < at + 10)) throw new RefusedFile('files.damaged');
  return { marker, end: marker === 0xda ? endOfScan(bytes, end) : end };
}

function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    const isData = next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (next !== undefined && !isData) return at;
  }
  throw new RefusedFile('files.damaged');
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** JFIF, colour profiles and Adobe's colour flag draw the picture; the other application parts and comments talk about it. */
function partKind(marker: number, part: Buffer): 'keep' | 'drop' | 'exif' {
  if (marker === 0xe1 && part.toString('latin1', 4, 8) === 'Exif') return 'exif';
  if (marker === 0xe2) return part.toString('latin1', 4, 15) === 'ICC_PROFILE' ? 'keep' : 'drop';
  const talks = (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
  return talks ? 'drop' : 'keep';
}

/** A new Exif part that says only which side is up, or none when the picture is upright already. */
function orientationOnly(exif: Buffer): Buffer[] {
  const tiff = exif.subarray(10);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const word = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = little ? word(4) : word(6);
  const count = Math.min(word(first), 200);
  for (let i = 0; i < count; i += 1) {
    const at = first + 2 + i * 12;
    const value = word(at + 8);
    if (word(at) === 0x0112 && value > 1 && value <= 8) {
      const part = Buffer.from(
        'ffe100224578696600004d4d002a00000008000101120003000000010000000000000000',
        'hex',
      );
      part.writeUInt16BE(value, 28);
      return [part];
    }
  }
  return [];
}
