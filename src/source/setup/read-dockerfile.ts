import { posix } from 'node:path';
import { lastStage } from '../manifests/dockerfile-stages';
import { shellWords } from '../manifests/shell-words';
import type { ImageSetup } from './setup';

/** Reads how the image of a Dockerfile runs. */
export function imageSetup(file: string, text: string): ImageSetup {
  const { user, ports = [], cmd, entrypoint } = lastStage(text);
  const folder = posix.dirname(file);
  const line = cmd?.line ?? entrypoint?.line;
  const words = [entrypoint, cmd].flatMap((one) => {
    const given = one?.words ?? [];
    return typeof given === 'string' ? shellWords(given) : given;
  });
  return {
    file,
    line: 1,
    folder: folder === '.' ? '' : folder,
    ports,
    ...(user && { user }),
    ...(line !== undefined && { command: { words, line } }),
  };
}
