import { isMap } from '../../data/merge';

/**
 * Checks the shape of an answer.
 * @throws SyntaxError if no API server answers so; then something else, such as a proxy, has answered
 */
export type Read<T> = (answer: unknown) => T;

/** Every answer of an API server has a kind. */
export function anyAnswer(answer: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(answer) || typeof answer.kind !== 'string') throw new SyntaxError('an object without a kind');
  return answer;
}
