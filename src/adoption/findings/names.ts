import { groupBy } from '../../data/group-by';
import { type Issue, shortList, warningIssue } from '../../diagnostics';
import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { containersOf, podSpecOf } from '../pods';
import { identityOf, type SourceObject, shownObject } from '../source-object';

/** How many workloads with the same missing name a finding lists. */
const mostListed = 5;

/** The ConfigMaps, Secrets, claims and accounts that workloads name and the source does not define. */
export function nameFindings(objects: readonly SourceObject[]): Issue[] {
  const defined = new Set(objects.map(({ object }) => identityOf(object)));
  const named = objects.flatMap((source) =>
    [...new Set(namedBy(source.object))].map((identity) => ({ identity, ...source })),
  );
  const missing = groupBy(
    named.filter(({ identity }) => !defined.has(identity)),
    ({ identity }) => identity,
  );
  return [...missing].map(([identity, [first, ...others]]) => {
    const shown = [first, ...others].map(({ object }) => `\`${shownObject(object)}\``);
    const verb = others.length > 0 ? 'name' : 'names';
    const message = `${shortList(shown, mostListed).join(', ')} ${verb} the ${identity.slice(1).replace('/', ' ')}, which this source does not define`;
    return warningIssue('adopt-name-unknown', message, {
      location: first.location,
      hint: 'it has to exist in the cluster',
    });
  });
}

/** The objects that the pods of a workload need, as kind and name. */
export function namedBy(object: Fields): string[] {
  const spec = podSpecOf(object);
  if (!spec) return [];
  const one = (kind: string, source: unknown, field = 'name') => {
    const { [field]: name, optional } = fieldsOf(source);
    return typeof name === 'string' && optional !== true ? [`/${kind}/${name}`] : [];
  };
  const ofContainers = containersOf(object).flatMap((container) => [
    ...itemsOf(container.envFrom).flatMap(({ configMapRef, secretRef }) => [
      ...one('ConfigMap', configMapRef),
      ...one('Secret', secretRef),
    ]),
    ...itemsOf(container.env).flatMap(({ valueFrom }) => {
      const { configMapKeyRef, secretKeyRef } = fieldsOf(valueFrom);
      return [...one('ConfigMap', configMapKeyRef), ...one('Secret', secretKeyRef)];
    }),
  ]);
  const ofVolumes = itemsOf(spec.volumes).flatMap(({ configMap, secret, persistentVolumeClaim }) => [
    ...one('ConfigMap', configMap),
    ...one('Secret', secret, 'secretName'),
    ...one('PersistentVolumeClaim', persistentVolumeClaim, 'claimName'),
  ]);
  const account = spec.serviceAccountName === 'default' ? [] : one('ServiceAccount', spec, 'serviceAccountName');
  return [
    ...ofContainers,
    ...ofVolumes,
    ...account,
    ...itemsOf(spec.imagePullSecrets).flatMap((secret) => one('Secret', secret)),
  ];
}
