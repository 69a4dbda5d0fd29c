import { chooseOne, containers, type Draft, remove, rows, type Shaper } from './draft';

/** Leaves each probe and hook one action, the options of that action, and a port that exists. */
export const probesAndHooks: Shaper = (flow, turn) => {
  for (const container of containers(flow)) {
    rows(container, 'probes').forEach(([name, probe], index) => {
      if (name !== 'readiness' && probe.successThreshold !== undefined) probe.successThreshold = 1;
      if (name === 'readiness') delete probe.terminationGracePeriodSeconds;
      chooseOne(probe, ['http', 'tcp', 'grpc', 'exec'], turn + index, { exec: ['true'] });
      if (probe.http === undefined) remove(probe, 'headers', 'scheme');
      fitPort(container, probe, probe.exec === undefined);
    });
    rows(container, 'lifecycle').forEach(([, hook], index) => {
      chooseOne(hook, ['exec', 'http', 'sleep'], turn + index, { exec: ['true'] });
      fitPort(container, hook, hook.http !== undefined);
    });
  }
};

function fitPort(container: Draft, asked: Draft, asksPort: boolean): void {
  const named = rows(container, 'ports').map(([name]) => name);
  if (!asksPort) delete asked.port;
  else if (typeof asked.port === 'string') asked.port = named[0] ?? 8080;
  else if (container.port === undefined && named.length === 0) asked.port ??= 8080;
}
