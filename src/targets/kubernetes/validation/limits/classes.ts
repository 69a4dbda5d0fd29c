import { isMap, mapsIn } from '../../../../data/merge';
import {
  all,
  atLeast,
  between,
  distinct,
  each,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  textThat,
  together,
  unequal,
} from './limit';
import { reference } from './network';
import { amount, amountsOfContainer } from './quantities';
import { domainPath, driverName, isQualified, labelName, labels, objectName, qualifiedName } from './texts';

const largestParameters = 256 * 1024;

const parameters: Limit = (values, say) => {
  if (!isMap(values)) return;
  const size = Object.entries(values).reduce((sum, entry) => sum + Buffer.byteLength(entry.join('')), 0);
  if (Object.hasOwn(values, '')) say('a key that is not empty', ['']);
  if (Object.keys(values).length > 512 || size > largestParameters) say('at most 512 values of 256 KiB together');
};

export const storageClass: Limit = all(
  needs('provisioner'),
  fields({
    ...{ provisioner: driverName, parameters, reclaimPolicy: oneOf('Delete', 'Retain') },
    ...{
      volumeBindingMode: all(oneOf('Immediate', 'WaitForFirstConsumer'), notEmpty('a mode')),
      allowedTopologies: unequal,
    },
  }),
);

export const volumeAttributesClass: Limit = all(
  needs('driverName', 'parameters'),
  fields({ driverName, parameters: all(parameters, notEmpty('at least one value')) }),
);

export const storageCapacity: Limit = all(
  needs('storageClassName'),
  fields({ storageClassName: objectName, capacity: amount }),
);

export const priorityClass: Limit = fields({
  value: between(-(2 ** 31), 1_000_000_000),
  preemptionPolicy: all(oneOf('Never', 'PreemptLowerPriority'), notEmpty('a policy')),
});

export const runtimeClass: Limit = all(needs('handler'), fields({ handler: labelName }));

/**
 * The requests for tokens have different audiences. A request without an audience is for the API server, and there may
 * be only one.
 */
const audiencesDiffer: Limit = (requests, say) =>
  unequal(
    mapsIn(requests).map(({ audience }) => audience ?? ''),
    say,
  );

const whereIs = together(({ scope, namespace }, say) => {
  if (scope === 'Namespace' && isAbsent(namespace)) say('a `namespace`, because `scope` is `Namespace`');
  if (scope !== 'Namespace' && !isAbsent(namespace)) say('no `namespace`, because `scope` is not `Namespace`');
});

/** The conditions for leases, and for the classes of storage, runtimes and Ingresses. */
export const classes: Limits = {
  'api.core.v1.TopologySelectorTerm': all(
    needs('matchLabelExpressions'),
    fields({ matchLabelExpressions: distinct('key') }),
  ),
  'api.core.v1.TopologySelectorLabelRequirement': all(
    needs('key', 'values'),
    fields({ key: qualifiedName, values: unequal }),
  ),
  'api.storage.v1.CSIDriverSpec': all(
    fields({
      ...{ fsGroupPolicy: all(oneOf('None', 'File', 'ReadWriteOnceWithFSType'), notEmpty('a policy')) },
      ...{ tokenRequests: audiencesDiffer, nodeAllocatableUpdatePeriodSeconds: between(10, 2 ** 53) },
      volumeLifecycleModes: each(all(oneOf('Persistent', 'Ephemeral'), notEmpty('a mode'))),
    }),
    together(({ serviceAccountTokenInSecrets, tokenRequests }, say) => {
      if (isAbsent(serviceAccountTokenInSecrets) || mapsIn(tokenRequests).length > 0) return;
      say('no value, because there are no `tokenRequests`', ['serviceAccountTokenInSecrets']);
    }),
  ),
  'api.storage.v1.TokenRequest': fields({ expirationSeconds: between(600, 2 ** 32) }),
  'api.node.v1.Overhead': fields({ podFixed: amountsOfContainer }),
  'api.node.v1.Scheduling': fields({
    nodeSelector: labels,
    tolerations: all(unequal, each(fields({ operator: oneOf('Equal', 'Exists') }))),
  }),
  'api.networking.v1.IngressClassSpec': all(needs('controller'), fields({ controller: domainPath })),
  'api.networking.v1.IngressClassParametersReference': all(
    reference,
    fields({
      ...{ scope: all(oneOf('Cluster', 'Namespace'), notEmpty('a scope')), namespace: labelName },
    }),
    whereIs,
  ),
  'api.coordination.v1.LeaseSpec': all(
    fields({
      ...{ leaseDurationSeconds: atLeast(1), leaseTransitions: atLeast(0) },
      strategy: textThat(
        (name) => name === 'OldestEmulationVersion' || (name.includes('/') && isQualified(name)),
        '`OldestEmulationVersion`, or a name such as example.org/strategy',
      ),
    }),
    together(({ strategy, preferredHolder }, say) => {
      if (!isAbsent(preferredHolder) && isAbsent(strategy)) say('a `strategy`, because `preferredHolder` is set');
    }),
  ),
};
