// A stream that hashes what passes and keeps the last piece back until the hash is known to be right.
import { createHash } from 'node:crypto';
import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { DamagedFile } from './errors.ts';

/** The same bytes; when they do not add up to `sha256` it fails with DamagedFile before the end, so that no reader takes it for whole. */
export function verified(source: Readable, sha256: string): Readable {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      if (held) this.push(held);
      held = chunk;
      done();
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) return done(new DamagedFile(sha256));
      if (held) this.push(held);
      done();
    },
  });
  return pipeline(source, check, () => undefined);
}
