import { change, type Fields, fieldsOf, withDefaults, withoutEmpty } from '../fields';
import { metadata } from '../metadata';
import { resources } from '../quantity';

/**
 * The storage class has no default here, because each cluster sets its own.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_PersistentVolumeClaimSpec`
 */
export function claimSpec(spec: Fields): Fields {
  return withDefaults(withoutEmpty(resources(spec), ['resources', 'accessModes']), { volumeMode: 'Filesystem' });
}

export function claim(object: Fields): Fields {
  return change(object, 'spec', claimSpec);
}

/**
 * The claim template of a StatefulSet. A server stores it with the status of a new claim: `SetDefaults_PersistentVolumeClaim`.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/v1/conversion.go `Convert_apps_StatefulSetSpec_To_v1_StatefulSetSpec`
 */
export function claimTemplate(template: Fields): Fields {
  const status = withDefaults(fieldsOf(template.status), { phase: 'Pending' });
  return withDefaults({ ...metadata(claim(template)), status }, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
}
