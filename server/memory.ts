// How memory is asked for and given back: the defaults of glibc and V8 keep much of what each thread has freed.
import { setFlagsFromString } from 'node:v8';
import { environmentWith } from './config.ts';

/** One arena for all threads, and what is large is given back as soon as it is freed: together a fifth of the memory under load. */
export const TUNABLES = ['arena_max=1', 'mmap_threshold=32768', 'trim_threshold=65536']
  .map((one) => `glibc.malloc.${one}`)
  .join(':');

/**
 * Starts the same program again in the same process, with `TUNABLES` set: glibc reads them only at the start.
 * Does nothing where they are already set, beside a parent that talks over a channel (it would be lost), and outside of Linux.
 */
export function restartSparing(): void {
  const env = environmentWith('GLIBC_TUNABLES', TUNABLES);
  if (process.platform !== 'linux' || !env || process.connected) return;
  const { execPath, execArgv, argv } = process;
  process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], env);
}

/**
 * Lets each thread yet to be started keep to the limits that it is started with. The limits on the command line are the main
 * thread's; V8 else sets them above those of any other.
 */
export function unbindThreads(): void {
  setFlagsFromString('--max-semi-space-size=0');
  setFlagsFromString('--max-old-space-size=0');
}
