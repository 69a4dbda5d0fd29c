import { change, changeEach, type Fields, fieldsOf, withDefaults } from '../fields';
import { claimTemplate } from './claim';

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/defaults.go `SetDefaults_Deployment` */
export function deployment(object: Fields): Fields {
  return change(object, 'spec', (spec) => ({
    ...withDefaults(spec, {
      minReadySeconds: 0,
      paused: false,
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
    }),
    strategy: rolling(spec.strategy, { maxUnavailable: '25%', maxSurge: '25%' }),
  }));
}

/** `SetDefaults_StatefulSet` */
export function statefulSet(object: Fields): Fields {
  return change(object, 'spec', (spec) => ({
    ...withDefaults(changeEach(spec, 'volumeClaimTemplates', claimTemplate), {
      minReadySeconds: 0,
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: 10,
    }),
    persistentVolumeClaimRetentionPolicy: withDefaults(fieldsOf(spec.persistentVolumeClaimRetentionPolicy), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    }),
    updateStrategy: rolling(spec.updateStrategy, { partition: 0 }),
  }));
}

/** `SetDefaults_DaemonSet` */
export function daemonSet(object: Fields): Fields {
  return change(object, 'spec', (spec) => ({
    ...withDefaults(spec, { minReadySeconds: 0, revisionHistoryLimit: 10 }),
    updateStrategy: rolling(spec.updateStrategy, { maxUnavailable: 1, maxSurge: 0 }),
  }));
}

/** `SetDefaults_ReplicaSet` */
export function replicaSet(object: Fields): Fields {
  return change(object, 'spec', (spec) => withDefaults(spec, { minReadySeconds: 0, replicas: 1 }));
}

function rolling(written: unknown, defaults: Fields): Fields {
  const strategy = withDefaults(fieldsOf(written), { type: 'RollingUpdate' });
  if (strategy.type !== 'RollingUpdate') return strategy;
  return { ...strategy, rollingUpdate: withDefaults(fieldsOf(strategy.rollingUpdate), defaults) };
}
