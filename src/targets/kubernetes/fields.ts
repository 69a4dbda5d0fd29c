import type { Manifest } from './manifest';

/** A text or number that is known when the object is written, such as a reference or the name of a ConfigMap. */
interface Resolvable {
  resolve(): string | number;
}

/**
 * The fields of a type of the Kubernetes API as a builder gives them: a text or a number may be a token, a list may be frozen, and
 * a field may be undefined. A field that the type does not have is an error of the compiler.
 */
export type Fields<T> = T extends string | number
  ? T | (string extends T ? Resolvable : number extends T ? Resolvable : never)
  : T extends readonly (infer Item)[]
    ? readonly Fields<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Fields<T[Key]> | undefined }
      : T;

/** A part of an object: `fields<Container>({ name, image, command })`. Rendering leaves out its undefined fields. */
export function fields<T extends object>(value: Fields<T>): Fields<T> {
  return value;
}

/** A whole object: `manifest<Deployment>({ apiVersion: 'apps/v1', … })`. */
export function manifest<T extends object>(value: Fields<T>): Manifest {
  return value as unknown as Manifest;
}
