import { mapsIn, valueAt } from '../../../../data/merge';
import { userId } from './containers';
import {
  all,
  atLeast,
  below,
  between,
  distinct,
  each,
  type Fields,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import { address, labelName, labels, labelValue, objectName, qualifiedName, searchDomain } from './texts';
import { volumesDiffer } from './volumes';

const sysctl = /^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/;

const toleration = together(({ key, operator, value, effect, tolerationSeconds }, say) => {
  if (isAbsent(key) && operator !== 'Exists') say('`operator: Exists`, because there is no `key`');
  if (operator === 'Exists') {
    if (!isAbsent(value)) say('no `value`, because `operator` is `Exists`');
  } else if (isAbsent(operator) || operator === 'Equal') labelValue(value, below(say, 'value'));
  if (!isAbsent(tolerationSeconds) && effect !== 'NoExecute') {
    say('`effect: NoExecute`, because `tolerationSeconds` is set');
  }
});

const dnsIsThere = together(({ dnsPolicy, dnsConfig }, say) => {
  const { nameservers } = (dnsConfig ?? {}) as { nameservers?: readonly unknown[] };
  if (dnsPolicy === 'None' && !nameservers?.length) say('`dnsConfig.nameservers`, because `dnsPolicy` is `None`');
});

const dnsFits = together(({ nameservers, searches }, say) => {
  if (Array.isArray(nameservers) && nameservers.length > 3) say('at most 3 addresses', ['nameservers']);
  if (!Array.isArray(searches)) return;
  if (searches.length > 32 || searches.join(' ').length > 2048) {
    say('at most 32 domains of 2048 characters together', ['searches']);
  }
});

/** Reports hooks that pause for longer than the time that the pod has to stop. */
const pausesFit = together((pod, say) => {
  const grace = pod.terminationGracePeriodSeconds ?? 30; // the API server sets 30
  for (const list of ['containers', 'initContainers']) {
    for (const [index, one] of stepsOf(pod[list])) {
      for (const hook of ['postStart', 'preStop']) {
        const place = ['lifecycle', hook, 'sleep', 'seconds'];
        const seconds = valueAt(one, place);
        if (typeof seconds !== 'number' || typeof grace !== 'number' || seconds <= grace) continue;
        say(`at most the ${grace} seconds that the pod has to stop`, [list, index, ...place]);
      }
    }
  }
});

const containerLists = ['containers', 'initContainers', 'ephemeralContainers'];

const containersDiffer = together((pod, say) => {
  const seen = new Set<unknown>();
  for (const list of containerLists) {
    for (const [index, one] of stepsOf(pod[list])) {
      const { name } = (one ?? {}) as Fields;
      if (seen.has(name)) say('another name, because another container has it', [list, index, 'name']);
      if (!isAbsent(name)) seen.add(name);
    }
  }
});

/** The conditions for every pod, wherever it is described. */
export const pods: Limits = {
  'api.core.v1.PodSpec': all(
    needs('containers'),
    fields({
      ...{ hostname: labelName, subdomain: labelName, nodeName: objectName, serviceAccountName: objectName },
      ...{
        priorityClassName: objectName,
        runtimeClassName: all(objectName, notEmpty('the name of a RuntimeClass')),
        nodeSelector: labels,
        volumes: volumesDiffer,
      },
      topologySpreadConstraints: distinct('topologyKey', 'whenUnsatisfiable'),
      ...{ schedulingGates: distinct('name'), activeDeadlineSeconds: atLeast(1) },
      terminationGracePeriodSeconds: between(0, 2 ** 53), // the API server replaces a negative time by 1
    }),
    dnsIsThere,
    containersDiffer,
    pausesFit,
  ),
  'api.core.v1.PodSecurityContext': fields({
    ...{ runAsUser: userId, runAsGroup: userId, fsGroup: userId, supplementalGroups: each(userId) },
    sysctls: distinct('name'),
  }),
  'api.core.v1.Sysctl': fields({
    name: textThat(
      (name) => name.length <= 253 && sysctl.test(name),
      'the name of a sysctl such as net.core.somaxconn',
    ),
  }),
  'api.core.v1.PodDNSConfig': all(
    fields({
      nameservers: each(all(address, notEmpty('an address'))),
      searches: each(all(searchDomain, notEmpty('a domain'))),
    }),
    dnsFits,
  ),
  'api.core.v1.HostAlias': all(
    needs('ip'),
    fields({ ip: address, hostnames: each(all(objectName, notEmpty('a name'))) }),
  ),
  'api.core.v1.Toleration': all(fields({ key: qualifiedName }), toleration),
  'api.core.v1.TopologySpreadConstraint': all(
    needs('topologyKey'),
    fields({ maxSkew: atLeast(1), minDomains: atLeast(1) }),
    together(({ minDomains, whenUnsatisfiable }, say) => {
      const isHard = whenUnsatisfiable === 'DoNotSchedule';
      if (!isAbsent(minDomains) && !isHard) say('no `minDomains`, because nothing forces the pods apart');
    }),
  ),
  'api.core.v1.PodReadinessGate': fields({ conditionType: qualifiedName }),
  'api.core.v1.PodSchedulingGate': fields({ name: qualifiedName }),
  'api.core.v1.PreferredSchedulingTerm': fields({ weight: between(1, 100) }),
  'api.core.v1.WeightedPodAffinityTerm': fields({ weight: between(1, 100) }),
  'api.core.v1.PodAffinityTerm': all(needs('topologyKey'), fields({ topologyKey: qualifiedName })),
};

/**
 * Reports mounts of containers that are neither a volume of the pod nor one of the disks that each pod of a StatefulSet
 * gets.
 */
function mountsAreThere(disks: readonly unknown[]): Limit {
  return together((pod, say) => {
    const known = new Set([...mapsIn(pod.volumes).map(({ name }) => name), ...disks]);
    for (const list of containerLists) {
      for (const [index, one] of stepsOf(pod[list])) {
        for (const mounts of ['volumeMounts', 'volumeDevices']) {
          for (const [at, mount] of stepsOf((one as Fields | null)?.[mounts])) {
            const { name } = (mount ?? {}) as Fields;
            if (isAbsent(name) || known.has(name)) continue;
            say('the name of a volume of the pod', [list, index, mounts, at, 'name']);
          }
        }
      }
    }
  });
}

/** The conditions for a pod that no other object creates. */
export const lonePod: Limit = fields({ spec: mountsAreThere([]) });

/** The conditions for pods that run until they complete. */
export const completingPods: Limit = fields({
  spec: all(mountsAreThere([]), needs('restartPolicy'), fields({ restartPolicy: oneOf('Never', 'OnFailure') })),
});

/** The conditions for pods that run all the time. */
export function runningPods(disks: readonly unknown[] = []): Limit {
  const activeDeadlineSeconds: Limit = (_, say) => say('no value, because these pods run all the time');
  return fields({
    spec: all(mountsAreThere(disks), fields({ restartPolicy: oneOf('Always'), activeDeadlineSeconds })),
  });
}
