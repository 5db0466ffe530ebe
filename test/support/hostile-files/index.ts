// Files that mean harm or are merely broken, and honest ones beside them.
export * from './archives.ts';
export * from './office.ts';
export * from './pdfs.ts';
export * from './pictures.ts';
