import { isMap } from '../data/merge';
import { type Fields, fieldsOf } from '../equivalence/fields';
import { kindOf, podPath } from '../equivalence/kinds';

/** A value of the wrong shape, with its path and what belongs there. */
export interface WrongShape {
  readonly path: string;
  readonly expected: string;
}

/**
 * The first value of an object whose shape the API server refuses, among those that are read for flows and searched for
 * credentials. What has another shape than expected could hide a credential from the search.
 */
export function wrongShape(object: Fields): WrongShape | undefined {
  return [...shapesOf(object)].find(({ isRight }) => !isRight);
}

interface Shape extends WrongShape {
  readonly isRight: boolean;
}

function* shapesOf(object: Fields): Generator<Shape> {
  yield mapAt(object, 'metadata');
  const metadata = fieldsOf(object.metadata);
  for (const field of ['name', 'namespace']) yield textAt(metadata, field, 'metadata');
  for (const field of ['annotations', 'labels']) yield* textsAt(metadata, field, 'metadata');
  if (kindOf(object) === '/ConfigMap' || kindOf(object) === '/Secret')
    for (const field of ['data', 'binaryData', 'stringData']) yield* textsAt(object, field, '');
  const path = podPath(object);
  if (path) yield* shapesOfPod(object, [...path, 'spec']);
}

function* shapesOfPod(object: Fields, steps: readonly string[]): Generator<Shape> {
  let parent = object;
  for (const [index, step] of steps.entries()) {
    yield mapAt(parent, step, steps.slice(0, index).join('.'));
    parent = fieldsOf(parent[step]);
  }
  for (const list of ['containers', 'initContainers']) {
    const path = join(steps.join('.'), list);
    yield listAt(parent, list, path);
    for (const [index, container] of itemsOf(parent[list]).entries())
      yield* shapesOfContainer(container, `${path}[${index}]`);
  }
}

function* shapesOfContainer(container: unknown, path: string): Generator<Shape> {
  yield { path, expected: 'a map', isRight: isMap(container) };
  const fields = fieldsOf(container);
  for (const field of ['name', 'image']) yield textAt(fields, field, path);
  for (const field of ['command', 'args', 'env', 'envFrom']) yield listAt(fields, field, join(path, field));
  for (const field of ['command', 'args'])
    for (const [index, word] of itemsOf(fields[field]).entries())
      yield { path: `${path}.${field}[${index}]`, expected: 'text', isRight: typeof word === 'string' };
  for (const field of ['env', 'envFrom'])
    for (const [index, item] of itemsOf(fields[field]).entries()) {
      const place = `${path}.${field}[${index}]`;
      yield { path: place, expected: 'a map', isRight: isMap(item) };
      for (const key of ['name', 'value', 'prefix']) yield textAt(fieldsOf(item), key, place);
    }
}

function mapAt(parent: Fields, field: string, path = ''): Shape {
  return { path: join(path, field), expected: 'a map', isRight: isAbsent(parent[field]) || isMap(parent[field]) };
}

function listAt(parent: Fields, field: string, path: string): Shape {
  return { path, expected: 'a list', isRight: isAbsent(parent[field]) || Array.isArray(parent[field]) };
}

function textAt(parent: Fields, field: string, path: string): Shape {
  const isRight = isAbsent(parent[field]) || typeof parent[field] === 'string';
  return { path: join(path, field), expected: 'text, in quotes if it looks like a number', isRight };
}

function* textsAt(parent: Fields, field: string, path: string): Generator<Shape> {
  yield mapAt(parent, field, path);
  const map = fieldsOf(parent[field]);
  for (const key of Object.keys(map)) yield textAt(map, key, join(path, field));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}
