/** Works through many things, some at a time, and fails by the first that fails. */
export async function inTurns<T>(items: readonly T[], work: (item: T, index: number) => Promise<unknown>, atOnce = 6): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
