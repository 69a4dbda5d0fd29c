/** The Compose that is fetched if the machine has none, and that the tests are written against. */
export const versions = { compose: '2.40.3' } as const;
