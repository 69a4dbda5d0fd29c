import { isMap } from '../data/merge';

/** Whether a value has the shape that an API server writes. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const flag: Shape = (value) => typeof value === 'boolean';
export const number: Shape = (value) => typeof value === 'number';

/** A map whose known fields have these shapes, if they are there. Other fields may have any value. */
export function fields(shapes: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape {
  return (value) =>
    isMap(value) &&
    needed.every((field) => Object.hasOwn(value, field)) &&
    Object.entries(shapes).every(([field, shape]) => !Object.hasOwn(value, field) || shape(value[field]));
}

/** A map with any keys, whose values all have one shape. */
export function mapOf(shape: Shape): Shape {
  return (value) => isMap(value) && Object.values(value).every(shape);
}

export function listOf(shape: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(shape);
}
