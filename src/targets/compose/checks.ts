import { walk } from '../../data/graph';
import { duplicates, errorIssue, type Issue } from '../../diagnostics';
import { isWorkload } from '../../model/flow-spec';
import { referencesIn } from '../../model/reference';
import { laterIssues } from '../later-issues';
import { addressOf, type Context } from './context';
import { publishedPorts } from './ports';
import { replicasOf } from './replicas';
import type { Service } from './services';

/**
 * Reports values that only Pulumi knows, and references that cannot be resolved. With one of these, no file can be
 * written.
 */
export function unwritable(context: Context): Issue[] {
  const { model } = context;
  const said = [
    ...model.flows.map(({ id, spec }) => [id, spec] as const),
    ...model.configs.map(({ id, data }) => [`configs.${id}`, data] as const),
  ];
  const dead = said.flatMap(([owner, value]) =>
    referencesIn(value)
      .filter((reference) => addressOf(context, reference) === undefined)
      .map(({ flow, attribute }): Issue => {
        const message = `\`${flow}.${attribute}\` cannot be resolved: no flow in \`${model.environment}\` has this host or port`;
        const hint =
          'check the id of the flow and the names of its ports, and whether the environment disables the flow';
        return errorIssue('reference-unresolved', message, { hint, path: `${model.application}.${owner}` });
      }),
  );
  return [...laterIssues(model), ...dead];
}

/**
 * Reports ports of the host that two containers would publish. Compose itself reports such a port only when it starts
 * the second container.
 */
export function hostPortIssues({ model }: Context): Issue[] {
  const published = model.flows.flatMap(({ id, spec }) =>
    isWorkload(spec) ? publishedPorts(spec).map((port) => ({ ...port, id, spec })) : [],
  );
  const issue = (id: string, message: string, hint: string): Issue => ({
    ...errorIssue('host-port-taken', message, { hint, path: `${model.application}.${id}` }),
  });
  return [
    ...duplicates(published, ({ host, protocol }) => `${host}/${protocol}`).map(([first, { id, host }]) => {
      const hint = 'set a different `nodePort` for one of them in this environment';
      return issue(id, `\`${first.id}\` and \`${id}\` would both be published on port ${host} of the host`, hint);
    }),
    ...published
      .filter(({ spec }) => replicasOf(spec) > 1)
      .map(({ id, host, spec }) => {
        const hint = 'set `replicas: 1` or `expose: cluster` for the flow in this environment';
        const message = `all ${replicasOf(spec)} containers of \`${id}\` would be published on port ${host} of the host`;
        return issue(id, message, hint);
      }),
  ];
}

/** Reports services that wait for each other in a cycle, so that none of them can start. */
export function circleIssues({ model }: Context, services: Readonly<Record<string, Service>>): Issue[] {
  const waits = Object.entries(services).map(([name, { depends_on = {} }]) => [name, Object.keys(depends_on)] as const);
  return walk(new Map(waits)).cycles.map((cycle) => {
    const message = `services wait for each other in a cycle: ${cycle.join(' → ')}`;
    const hint = 'remove one of the flows from `waitFor` or `before`';
    return errorIssue('services-in-circle', message, { hint, path: `${model.application}.${cycle[0]}` });
  });
}
