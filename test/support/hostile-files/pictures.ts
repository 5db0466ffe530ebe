// Pictures with what they should not keep: places, authors, comments, tails.
import { crc32, deflateSync } from 'node:zlib';

/** A picture of so many pixels, uncompressed size as declared; with a comment and a tail that it should not keep. */
export function png(width: number, height: number, extra: { exif?: boolean; tail?: string } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = width * height > 1e6 ? Buffer.alloc(10) : Buffer.alloc(height * (1 + width * 3), 90);
  for (let y = 0; rows.length > 10 && y < height; y += 1) rows[y * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    ...(extra.exif
      ? [chunk('eXIf', Buffer.from('GPS 4.711N 74.072W')), chunk('tEXt', Buffer.from('Author\0Somebody'))]
      : []),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(extra.tail ?? ''),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const out = Buffer.alloc(8 + body.length);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), 4 + body.length);
  return out;
}

/** The parts of a JPEG in order; its coded data is not a real picture, but its frame is. */
export function jpeg(
  options: { width?: number; height?: number; orientation?: number; gps?: boolean; tail?: string } = {},
): Buffer {
  const { width = 640, height = 480 } = options;
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...(options.gps
      ? [segment(0xe1, exif(options.orientation ?? 1)), segment(0xfe, Buffer.from('by Somebody'))]
      : []),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from('12ff0034ffd05678', 'hex'),
    Buffer.from('ffd9', 'hex'),
    Buffer.from(options.tail ?? ''),
  ]);
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(60);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  tiff.set([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0], 10);
  tiff.set([0x25, 0x88, 4, 0, 1, 0, 0, 0, 40, 0, 0, 0], 22);
  tiff.write('GPS 4.711N 74W', 40);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
}
