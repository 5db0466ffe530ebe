// One arena for all threads: glibc else keeps what each thread has freed for that thread alone, a third of all memory under load.

/**
 * Starts the same program again in the same process, with `MALLOC_ARENA_MAX` set: glibc reads it only at the start.
 * Does nothing where it is already set, beside a parent that talks over a channel (it would be lost), and outside of Linux.
 */
export function shareArena(): void {
  if (process.platform !== 'linux' || process.env.MALLOC_ARENA_MAX || process.connected) return;
  const { execPath, execArgv, argv, env } = process;
  process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, MALLOC_ARENA_MAX: '1' });
}
