// Pages of a list: which rows to skip and what the pager shows.

export const PAGE_SIZE = 25;

export interface Page<T> {
  rows: T[];
  total: number;
  number: number;
  pages: number;
  first: number;
  last: number;
}

/** Rows to skip for a page number that came from a URL (1-based; nonsense is page 1). */
export function skipFor(number: number, size = PAGE_SIZE): number {
  return (Math.max(1, number) - 1) * size;
}

export function pageOf<T>(rows: T[], total: number, number: number, size = PAGE_SIZE): Page<T> {
  const first = total === 0 ? 0 : skipFor(number, size) + 1;
  return {
    rows,
    total,
    number,
    pages: Math.max(1, Math.ceil(total / size)),
    first,
    last: first === 0 ? 0 : first + rows.length - 1,
  };
}
