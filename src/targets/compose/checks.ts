import { walk } from '../../data/graph';
import { duplicates, errorIssue, type Issue } from '../../diagnostics';
import { isWorkload } from '../../model/flow-spec';
import { referencesIn } from '../../model/reference';
import { laterIssues } from '../later-issues';
import { addressOf, type Context } from './context';
import { publishedPorts } from './ports';
import { replicasOf } from './replicas';
import type { Service } from './services';

/** Values that only Pulumi knows, and references that lead nowhere: with one of them nothing can be written. */
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
        const message = `\`${flow}.${attribute}\` leads nowhere: no flow \`${flow}\` listens there in ${model.environment}`;
        return errorIssue('reference-unresolved', message, { path: `${model.application}.${owner}` });
      }),
  );
  return [...laterIssues(model), ...dead];
}

/** Ports of the host that two containers would take. Compose finds that out only when it starts the second one. */
export function hostPortIssues({ model }: Context): Issue[] {
  const published = model.flows.flatMap(({ id, spec }) =>
    isWorkload(spec) ? publishedPorts(spec).map((port) => ({ ...port, id, spec })) : [],
  );
  const issue = (id: string, message: string, hint: string): Issue => ({
    ...errorIssue('host-port-taken', message, { hint, path: `${model.application}.${id}` }),
  });
  return [
    ...duplicates(published, ({ host, protocol }) => `${host}/${protocol}`).map(([first, { id, host }]) => {
      const hint = 'set another `nodePort` for one of them in this environment';
      return issue(id, `${first.id} and ${id} would both be published on port ${host} of the host`, hint);
    }),
    ...published
      .filter(({ spec }) => replicasOf(spec) > 1)
      .map(({ id, host, spec }) => {
        const hint = 'set `replicas: 1` or `expose: cluster` for it in this environment';
        return issue(
          id,
          `${replicasOf(spec)} containers of ${id} would all be published on port ${host} of the host`,
          hint,
        );
      }),
  ];
}

/** Services that could start only after themselves. */
export function circleIssues({ model }: Context, services: Readonly<Record<string, Service>>): Issue[] {
  const waits = Object.entries(services).map(([name, { depends_on = {} }]) => [name, Object.keys(depends_on)] as const);
  return walk(new Map(waits)).cycles.map((cycle) => {
    const message = `services wait for each other: ${cycle.join(' → ')}`;
    const hint = 'take one of the flows out of `waitFor` or `before`';
    return errorIssue('services-in-circle', message, { hint, path: `${model.application}.${cycle[0]}` });
  });
}
