// How a test ended, and the errors that say so.

export type Outcome =
  | { kind: 'passed'; events: 'right' | 'none' | { wrong: string } }
  /** The store named something that it does not support. */
  | { kind: 'refused'; refusal: string }
  /** The test says of itself that it does not run on such a server. */
  | { kind: 'unsuited'; reason: string }
  | { kind: 'failed'; reason: string };

/** The test needs what this runner, or a single server, does not have. */
export class Unsuited extends Error {}

/** What was expected did not come true. */
export class Unexpected extends Error {}

/** The refusal in an error's message, if it is one. */
export function refusalIn(error: unknown): string | null {
  const { writeErrors, cause } = error as { writeErrors?: unknown; cause?: unknown };
  const inner =
    writeErrors instanceof Map
      ? [...(writeErrors as Map<unknown, unknown>).values()]
      : ((writeErrors ?? []) as unknown[]);
  const texts = [error, cause, ...inner].map((one) => {
    const { message, errmsg } = (one ?? {}) as { message?: string; errmsg?: string };
    return message ?? errmsg ?? '';
  });
  for (const text of texts) {
    const found = /embedded store: (.*?) is not supported/.exec(text);
    if (found) return found[1] as string;
  }
  return null;
}
