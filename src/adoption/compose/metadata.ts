import { type Fields, fieldsOf } from '../../equivalence/fields';
import { secretIn } from '../../model/secrets/detect';
import { tableOf } from './merge';
import type { Notes } from './notes';

const name = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)';
const key = new RegExp(`^(?:[a-z0-9][-a-z0-9.]{0,252}/)?${name}$`);
const value = new RegExp(`^${name}?$`);

/** The labels and annotations of a service that Kubernetes accepts. The others are noted. */
export function labelsAndAnnotations(
  service: string,
  { labels, annotations }: Fields,
  notes: Notes,
): { labels: Fields; annotations: Fields } {
  const texts = (table: unknown, kind: string, accepts: (name: string, text: string) => boolean) =>
    Object.fromEntries(
      Object.entries(tableOf(table)).flatMap(([name, content]) => {
        const text = String(content ?? '');
        const kindOfSecret = secretIn(name, text);
        if (kindOfSecret === undefined && accepts(name, text)) return [[name, text]];
        if (kindOfSecret !== undefined)
          notes.leave(
            ['services', service, kind],
            `${kind}: ${name}`,
            'its value looks like a credential; use a Secret',
          );
        else
          notes.leave(
            ['services', service, kind],
            `${kind}: ${name}`,
            'Kubernetes accepts no such label; an annotation can have any text',
          );
        return [];
      }),
    );
  return {
    labels: texts(labels, 'labels', (name, text) => key.test(name) && value.test(text) && name !== 'app'),
    annotations: texts(annotations, 'annotations', (name) => key.test(name)),
  };
}

const deployKeys = ['mode', 'replicas', 'resources', 'restart_policy'];

/** Notes what a workload in Kubernetes should set and this service does not. */
export function noteUnsaid(service: string, said: Fields, isLongRunning: boolean, notes: Notes): void {
  const { resources, ...deploy } = fieldsOf(said.deploy);
  for (const one of Object.keys(deploy)) {
    if (!deployKeys.includes(one) && !one.startsWith('x-'))
      notes.leave(
        ['services', service, 'deploy', one],
        `deploy.${one}`,
        'a flow has `rollout`, `placement` and `podLabels`',
      );
  }
  const limits = fieldsOf(fieldsOf(resources).limits);
  const missing = [
    ...(isLongRunning && said.healthcheck === undefined ? ['a readiness probe (`probes.readiness`)'] : []),
    ...(limits.memory === undefined && said.mem_limit === undefined ? ['a limit of memory (`resources.limits`)'] : []),
  ];
  if (missing.length === 0) return;
  notes.warn(
    'compose-unsaid',
    ['services', service],
    `the file says nothing about ${missing.join(' and ')} for \`${service}\``,
    'add it to the flow, or to the file as `healthcheck` and `deploy.resources`',
  );
}
