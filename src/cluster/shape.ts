import { isMap } from '../data/merge';

/** Whether a value is as an API server writes it in its place. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const flag: Shape = (value) => typeof value === 'boolean';
export const number: Shape = (value) => typeof value === 'number';

/** A map whose fields are as said, apart from those that it leaves out. Other fields may be anything. */
export function fields(shapes: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape {
  return (value) =>
    isMap(value) &&
    needed.every((field) => Object.hasOwn(value, field)) &&
    Object.entries(shapes).every(([field, shape]) => !Object.hasOwn(value, field) || shape(value[field]));
}

/** A map of any keys, whose values are all as said. */
export function mapOf(shape: Shape): Shape {
  return (value) => isMap(value) && Object.values(value).every(shape);
}

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}
