/** A value as it comes over a wire: nobody changes what somebody else has. */
export function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}
