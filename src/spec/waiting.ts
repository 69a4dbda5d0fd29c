/** What waits for a flow is called by it and, where that has several, by the port. */
export function waitingName(flow: string, port: string): string {
  return port.startsWith('port.') ? `wait-for-${flow}-${port.slice('port.'.length)}` : `wait-for-${flow}`;
}
