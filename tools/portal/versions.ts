/** The SDK of the extension acme-portal that the tests drive. */
export const versions = { sdk: '1.2.0' } as const;
