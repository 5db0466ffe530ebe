// What pages show about people and what later slices ask. Reads only.
export * from './areas.ts';
export * from './holdings.ts';
export * from './people.ts';
export * from './positions.ts';
