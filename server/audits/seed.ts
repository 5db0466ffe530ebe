// placeholder
export async function seed(): Promise<void> {
  await Promise.resolve();
}
