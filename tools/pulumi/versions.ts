/** The Pulumi that is built where nobody brings one, and the provider that the tests are written against. */
export const versions = { pulumi: '3.259.0', kubernetes: '4.32.0' } as const;
