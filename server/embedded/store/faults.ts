// The seam through which tests make the n-th SQLite call fail; nothing is set outside tests.

/** `beforeCall` runs before every SQLite statement with its name; what it throws is taken for SQLite's own error. */
export const faults: { beforeCall: ((call: string) => void) | null } = { beforeCall: null };
