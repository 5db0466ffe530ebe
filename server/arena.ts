// One arena for all threads: glibc else keeps what each thread has freed for that thread alone, a fifth of the memory under load.
import { environmentWith } from './config.ts';

/**
 * Starts the same program again in the same process, with `MALLOC_ARENA_MAX` set: glibc reads it only at the start.
 * Does nothing where it is already set, beside a parent that talks over a channel (it would be lost), and outside of Linux.
 */
export function shareArena(): void {
  const env = environmentWith('MALLOC_ARENA_MAX', '1');
  if (process.platform !== 'linux' || !env || process.connected) return;
  const { execPath, execArgv, argv } = process;
  process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], env);
}
