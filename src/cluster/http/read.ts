import { isMap } from '../../data/merge';

/**
 * Reads what a server answered.
 * @throws SyntaxError where no API server answers so: then it is somebody's on the way, such as a proxy's
 */
export type Read<T> = (answer: unknown) => T;

/** Everything that an API server answers says its kind. */
export function anyAnswer(answer: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(answer) || typeof answer.kind !== 'string') throw new SyntaxError('an object of no kind');
  return answer;
}
