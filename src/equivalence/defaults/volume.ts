import { change, changeAll, changeEach, type Fields, withDefaults, withoutEmpty } from '../fields';
import { byValue } from '../quantity';
import { claimSpec } from './claim';
import { divided } from './container';
import { pullPolicy } from './image';

const mode = { defaultMode: 0o644 };

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_Volume` */
export function volume(written: Fields): Fields {
  let fields = Object.keys(written).some((key) => key !== 'name') ? written : { ...written, emptyDir: {} };
  fields = change(fields, 'emptyDir', (source) =>
    'sizeLimit' in source ? { ...source, sizeLimit: byValue(source.sizeLimit) } : source,
  );
  fields = changeAll(fields, ['configMap', 'secret'], (source) => withDefaults(source, mode));
  fields = change(fields, 'downwardAPI', (source) => withDefaults(changeEach(source, 'items', downward), mode));
  fields = change(fields, 'projected', (source) =>
    withDefaults(changeEach(withoutEmpty(source, ['sources']), 'sources', projection), mode),
  );
  fields = change(fields, 'hostPath', (source) => withDefaults(source, { type: '' }));
  fields = change(fields, 'image', (source) => withDefaults(source, { pullPolicy: pullPolicy(source.reference) }));
  fields = change(fields, 'persistentVolumeClaim', (source) => withDefaults(source, { readOnly: false }));
  return change(fields, 'ephemeral', (source) =>
    change(source, 'volumeClaimTemplate', (template) => change(template, 'spec', claimSpec)),
  );
}

function projection(source: Fields): Fields {
  const token = change(source, 'serviceAccountToken', (inner) => withDefaults(inner, { expirationSeconds: 3600 }));
  return change(token, 'downwardAPI', (inner) => changeEach(inner, 'items', downward));
}

function downward(item: Fields): Fields {
  const field = change(item, 'fieldRef', (reference) => withDefaults(reference, { apiVersion: 'v1' }));
  return change(field, 'resourceFieldRef', divided);
}
