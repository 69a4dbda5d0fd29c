import { change, changeAll, changeEach, type Fields, fieldsOf, withDefaults, withoutEmpty } from '../fields';
import { byValue, resources } from '../quantity';
import { pullPolicy } from './image';
import { lifecycle, probe } from './probe';

const lists = ['args', 'command', 'env', 'envFrom', 'ports', 'resources', 'volumeDevices', 'volumeMounts'];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_Container` */
export function container(written: Fields): Fields {
  let fields = withoutEmpty(written, lists);
  fields = changeEach(fields, 'env', variable);
  fields = changeEach(fields, 'ports', (port) => withDefaults(port, { protocol: 'TCP' }));
  fields = changeEach(fields, 'volumeMounts', (mount) => withDefaults(mount, { readOnly: false }));
  fields = changeAll(fields, ['livenessProbe', 'readinessProbe', 'startupProbe'], probe);
  fields = change(fields, 'lifecycle', lifecycle);
  return withDefaults(requests(fields), {
    imagePullPolicy: pullPolicy(fields.image),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    stdin: false,
    stdinOnce: false,
    tty: false,
  });
}

/** A request that is not set is equal to the limit: `SetDefaults_Pod`. */
function requests(fields: Fields): Fields {
  return change(resources(fields), 'resources', (inner) => {
    const asked = { ...fieldsOf(inner.limits), ...fieldsOf(inner.requests) };
    return withoutEmpty({ ...inner, requests: asked }, ['requests', 'limits']);
  });
}

/** `SetDefaults_ObjectFieldSelector`; a variable without a value is empty. */
function variable(fields: Fields): Fields {
  const refers = change(fields, 'valueFrom', (from) => {
    const field = change(from, 'fieldRef', (reference) => withDefaults(reference, { apiVersion: 'v1' }));
    return change(field, 'resourceFieldRef', divided);
  });
  return 'valueFrom' in refers ? refers : withDefaults(refers, { value: '' });
}

/** A variable or a file with an amount of a container's resources. */
export function divided(reference: Fields): Fields {
  return { ...reference, divisor: byValue(reference.divisor ?? '0') };
}
