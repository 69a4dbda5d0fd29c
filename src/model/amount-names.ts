/** The properties of the model for the amounts of a container, by the names that Kubernetes gives these resources. */
export const amountNames: Readonly<Record<string, 'cpu' | 'memory' | 'ephemeralStorage'>> = {
  cpu: 'cpu',
  memory: 'memory',
  'ephemeral-storage': 'ephemeralStorage',
};
