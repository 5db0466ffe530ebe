// Pure rules of schools' plans: the code that follows from the school and the year.

/** `PMI-176999000011-2026` (G8). */
export function pmiCode(dane: string, from: number): string {
  return `PMI-${dane}-${from}`;
}
