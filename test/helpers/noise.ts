/** Text that hardly compresses: about 12 bytes for each number, the same for the same variant. */
export function noise(variant: number, numbers: number): string {
  return Array.from({ length: numbers }, (_, index) => Math.sin(variant * 1e6 + index).toString(36)).join('');
}
