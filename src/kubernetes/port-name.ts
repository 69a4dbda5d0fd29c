/** The name of a flow's port in container, Service and probes. */
export const portName = 'main';
