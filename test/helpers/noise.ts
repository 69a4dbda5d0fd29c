import { createCipheriv } from 'node:crypto';

/** Text that hardly compresses: about 11 bytes for each number, the same for the same variant. */
export function noise(variant: number, numbers: number): string {
  const key = String(variant).padStart(16, '0');
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
    .update(Buffer.alloc(8 * numbers))
    .toString('base64');
}
