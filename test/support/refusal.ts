// What a rule says when it says no.

/** The word key with which a rule says no; '' when it says yes. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    const { key, fields } = error as { key?: string; fields?: Record<string, { key: string }[]> };
    if (fields) return Object.values(fields)[0]?.[0]?.key ?? '';
    if (!key) throw error;
    return key;
  }
}
