// Health for a watcher: is it up, does the database answer, which version is it. No login, nothing else told.
import { ping } from '../../platform/db/connection.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { VERSION } from '../../platform/version.ts';

export async function showHealth({ res }: Ctx): Promise<void> {
  const database = await ping();
  res
    .status(database ? 200 : 503)
    .json({ status: database ? 'ok' : 'down', database: database ? 'ok' : 'unreachable', version: VERSION });
}
