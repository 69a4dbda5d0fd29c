/** Returns the name of the init container that waits for a flow, with the name of the port if it is a named port. */
export function waitingContainerName(flow: string, port: string): string {
  return port.startsWith('port.') ? `wait-for-${flow}-${port.slice('port.'.length)}` : `wait-for-${flow}`;
}
