// The few causes that weigh most, pure: each with its share and the share of all before it and itself.

/** @param causes the most frequent first */
export function paretoOf<C extends { count: number }>(
  causes: readonly C[],
): (C & { share: number; cumulative: number })[] {
  const total = causes.reduce((sum, one) => sum + one.count, 0);
  let before = 0;
  return causes.map((one) => {
    before += one.count;
    return { ...one, share: one.count / total, cumulative: before / total };
  });
}
