/**
 * The largest number of maps and lists that may be nested in each other, in JSON and YAML that others write. Definitions
 * of custom kinds reach about sixty.
 */
export const deepestNesting = 200;
