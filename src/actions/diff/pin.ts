import type { Difference } from '../../data/differences';
import { versionLabel } from '../../kubernetes/labels';
import { parseImage } from '../../model/image-reference';

/** Whether a difference comes from a pin: another version of the same image, or a name that follows from it. */
export function isOfPin(kind: string, { path, from, to }: Difference): boolean {
  const steps = path.map(String);
  const field = steps.at(-1);
  if (field === 'image' && /^(initC|c)ontainers$/.test(steps.at(-3) ?? '')) return isSameImage(from, to);
  if (field === versionLabel && steps.at(-2) === 'labels') return true;
  // The name of a Job that runs before others contains a hash of its content.
  return kind === 'Job' && steps.join('.') === 'metadata.name' && withoutHash(from) === withoutHash(to);
}

function isSameImage(from: unknown, to: unknown): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  const [one, other] = [from, to].map((name) => parseImage(name)?.repository ?? name);
  return one === other;
}

function withoutHash(name: unknown): string {
  return String(name).replace(/-[0-9a-f]{10}$/, '');
}
