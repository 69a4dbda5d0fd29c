import { formatPath } from '../../../../src/diagnostics';
import { type ValidationOptions, validateObject } from '../../../../src/targets/kubernetes/validation';
import { deployment } from './deployment';

/** The violations as `code path: message (hint)`. */
function said(object: unknown, options: ValidationOptions = {}): string[] {
  return validateObject(object, options).map(
    ({ code, path, message, hint }) => `${code} ${formatPath(path)}: ${message}${hint ? ` (${hint})` : ''}`,
  );
}
const inContainer = 'spec.template.spec.containers[0]';

describe('a valid object', () => {
  it('has no violations', () => {
    expect(said(deployment())).toEqual([]);
  });

  it('may have numbers or text for quantities and for ports of a Service', () => {
    const limits = { cpu: 1.5, memory: '1Gi' };
    expect(said(deployment({ container: { resources: { limits } } }))).toEqual([]);
    const ports = [
      { name: 'a', port: 80, targetPort: 'http' },
      { name: 'b', port: 81, targetPort: 8081 },
    ];
    expect(said({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports } })).toEqual([]);
  });

  it('may have null for a field, or empty text for an enumeration', () => {
    const metadata = { creationTimestamp: null };
    const container = { resources: null, imagePullPolicy: '' };
    expect(said(deployment({ metadata, container }))).toEqual([]);
  });

  it('may have any value in a field without a schema', () => {
    const data = { deeply: [{ nested: null }] };
    const object = { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata: { name: 'a' }, revision: 1, data };
    expect(said(object)).toEqual([]);
  });
});

describe('an unknown field', () => {
  it('is reported with its whole path and a similar field', () => {
    const object = deployment({ container: { imag: 'a:2' }, spec: { replicsa: 1 } });
    expect(said(object)).toEqual([
      `unknown-field ${inContainer}.imag: unknown field \`imag\` (did you mean \`image\`?)`,
      'unknown-field spec.replicsa: unknown field `replicsa` (did you mean `replicas`?)',
    ]);
  });

  it('is not reported in a map with free keys', () => {
    expect(said(deployment({ metadata: { labels: { constructor: 'x', anything: 'y' } } }))).toEqual([]);
  });

  it('may have a name that every JavaScript object knows', () => {
    expect(said(deployment({ spec: { toString: 'x' } }))).toHaveLength(1);
    expect(said(deployment({ spec: JSON.parse('{"__proto__": 1}') }))).toHaveLength(1);
  });

  it('is reported with the version of Kubernetes that has it', () => {
    const object = deployment({ container: { restartPolicyRules: [] } });
    expect(said(object, { version: '1.34' })).toEqual([]);
    expect(said(object, { version: '1.33' })).toEqual([
      `unknown-field ${inContainer}.restartPolicyRules: unknown field \`restartPolicyRules\` (the field exists since Kubernetes 1.34, and objects are checked against 1.33)`,
    ]);
  });

  it('is allowed by `allow` in every item of a list', () => {
    const object = deployment({ container: { imag: 'x' }, spec: { newField: { deep: 1 } } });
    const allow = ['Deployment.spec.newField', 'Deployment.spec.template.spec.containers.imag'];
    expect(said(object, { allow })).toEqual([]);
    expect(said(object, { allow: ['StatefulSet.spec.newField', allow[1] as string] })).toHaveLength(1);
  });
});

describe('an invalid value', () => {
  it.each([
    ['text for a number', { spec: { replicas: '3' } }, 'spec.replicas: found `3`; expected a whole number'],
    ['half a replica', { spec: { replicas: 1.5 } }, 'spec.replicas: found `1.5`; expected a whole number'],
    ['a map for a list', { pod: { volumes: {} } }, 'spec.template.spec.volumes: found `{}`; expected a list'],
    ['a list for a map', { metadata: { labels: [] } }, 'metadata.labels: found `[]`; expected a map'],
    [
      'text for a truth',
      { container: { tty: 'yes' } },
      `${inContainer}.tty: found \`yes\`; expected \`true\` or \`false\``,
    ],
    [
      'a number for text',
      { metadata: { labels: { version: 1.1 } } },
      'metadata.labels.version: found `1.1`; expected text (put the value in quotes: "1.1")',
    ],
    [
      'a truth for a port',
      { container: { livenessProbe: { tcpSocket: { port: true } } } },
      `${inContainer}.livenessProbe.tcpSocket.port: found \`true\`; expected a whole number or text`,
    ],
    [
      'none of the values that there are',
      { container: { imagePullPolicy: 'always' } },
      `${inContainer}.imagePullPolicy: found \`always\`; expected one of \`Always\`, \`IfNotPresent\`, \`Never\``,
    ],
  ])('is reported: %s', (_, parts, expected) => {
    expect(said(deployment(parts))).toEqual([`invalid-field ${expected}`]);
  });
});

describe('a required field', () => {
  it('is reported if it is missing', () => {
    expect(said(deployment({ spec: { selector: undefined } }))).toEqual([
      'missing-field spec.selector: the required field `selector` is missing',
    ]);
    expect(said(deployment({ container: { ports: [{}] } }))).toEqual([
      `missing-field ${inContainer}.ports[0].containerPort: the required field \`containerPort\` is missing`,
    ]);
  });

  it.each([[null], ['text'], [{}], [{ apiVersion: '', kind: 1 }]])('is apiVersion, and kind: %j', (object) => {
    expect(validateObject(object).map(({ code, path }) => [code, ...path])).toEqual([
      ['missing-field', 'apiVersion'],
      ['missing-field', 'kind'],
    ]);
  });

  it('may be required only by some versions', () => {
    const { serviceName: _, ...spec } = { ...(deployment().spec as object), serviceName: 'a' };
    const object = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a' }, spec };
    expect(said(object, { version: '1.30' })).toEqual([
      'missing-field spec.serviceName: the required field `serviceName` is missing',
    ]);
    expect(said(object, { version: '1.34' })).toEqual([]);
  });
});

describe('a list of objects', () => {
  it('is checked item by item', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [deployment(), deployment({ spec: { x: 1 } })] };
    expect(validateObject(list).map(({ path }) => formatPath(path))).toEqual(['items[1].spec.x']);
  });
});

it('a wrong key of a Secret is an error that does not show the key, which may be a value in the wrong place', () => {
  for (const field of ['data', 'stringData']) {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, [field]: { 'canary 1': 'YQ==' } };
    expect(said(secret)).toEqual([
      `invalid-field ${field}: expected keys of at most 253 letters, digits, \`-\`, \`_\` and \`.\``,
    ]);
  }
});
