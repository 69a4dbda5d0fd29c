import { z } from 'zod';
import { annotationMap, digestText, dnsLabel, labelKey, labelValue, tagText } from '../model/formats';
import { propertiesOfAnyKind } from '../model/kinds';
import { configProperties, secretProperties, sharedProperties, sharedVolumeProperties } from '../model/parts';
import { byDeployment, group, type Properties, table } from '../model/property';
import { gateProperties } from './gate-properties';
import { holdProperties } from './hold-properties';

/** Properties that set the version of an image. */
export const pinProperties: Properties = {
  tag: byDeployment(tagText, 'The tag of the image. It is read as text, so `1.10` stays `1.10`.'),
  digest: byDeployment(digestText, 'The digest of the image, `sha256:…`. If a tag is set too, the digest decides.'),
};

/** The labels of a namespace that Pod Security reads. The API server refuses values that it does not know. */
const securityLabel = /^pod-security\.kubernetes\.io\/(?:enforce|audit|warn)(-version)?$/;

const namespaceLabels = z.record(labelKey, labelValue.nullable()).superRefine((labels, context) => {
  for (const [key, value] of Object.entries(labels)) {
    const [isOne, isVersion] = securityLabel.exec(key) ?? [];
    if (isOne === undefined || value === null) continue;
    const form = isVersion ? /^(?:latest|v1\.(?:0|[1-9]\d*))$/ : /^(?:privileged|baseline|restricted)$/;
    if (form.test(value)) continue;
    const message = isVersion ? '`latest`, or a version such as `v1.34`' : '`privileged`, `baseline` or `restricted`';
    context.addIssue({ code: 'custom', path: [key], input: value, message });
  }
});

const namespace: Properties = {
  namespace: byDeployment(
    dnsLabel,
    'The Kubernetes namespace. Without one, objects go to the namespace of the kubeconfig context.',
  ),
  createNamespace: byDeployment(z.boolean(), 'Set `true` to also write the Namespace object, as `00-namespace.yaml`.'),
  namespaceLabels: byDeployment(
    namespaceLabels,
    'Labels of the namespace that `createNamespace` writes, in addition to those of towpath, such as `pod-security.kubernetes.io/enforce: restricted`. `null` removes a label of towpath.',
    { source: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/' },
  ),
  namespaceAnnotations: byDeployment(annotationMap, 'Annotations of the namespace that `createNamespace` writes.'),
};

const applicationProperties: Properties = {
  enabled: byDeployment(z.boolean(), 'Set `false` to leave the application out of this environment.'),
  ...namespace,
  instance: byDeployment(dnsLabel, 'The name of the application in the cluster. The default is its id.'),
  ...pinProperties,
  images: table('Pins of single images. They override the pin of the application.', dnsLabel, pinProperties),
  ...holdProperties,
  secrets: table('Settings of the Secrets that the code refers to.', dnsLabel, secretProperties, 'Secret'),
  configs: table('Changes to ConfigMaps of the application.', dnsLabel, configProperties, 'Config'),
  volumes: table('Changes to disks that several flows share.', dnsLabel, sharedVolumeProperties, 'SharedVolume'),
  settings: byDeployment(z.record(z.string(), z.unknown()), 'Values of the settings that the application declares.'),
  defaults: group('Properties that all flows of this application get in this environment.', sharedProperties, {
    name: 'FlowDefaults',
  }),
  flows: table('Properties of single flows.', dnsLabel, propertiesOfAnyKind, 'Flow'),
};

/** The properties of an environment file. They include the properties of flows. */
export const environmentProperties: Properties = {
  extends: byDeployment(
    z.string(),
    'The name of another file in this folder whose values this file extends, without `.yaml`. A file whose name starts with `_` is not an environment itself.',
  ),
  promotesFrom: byDeployment(
    z.array(dnsLabel),
    'The environments that versions are promoted from. An environment without it is initial: a deploy starts there.',
  ),
  default: byDeployment(
    z.boolean(),
    'Set `true` in the initial environment where a deploy starts, if there are several.',
  ),
  ...namespace,
  cluster: group('The cluster of this environment. Towpath writes to no other.', {
    context: byDeployment(z.string().min(1), 'The name of the context in the kubeconfig.'),
    server: byDeployment(
      z.url({ protocol: /^https?$/, error: 'an address such as https://10.0.0.1:6443' }),
      'The address of the API server.',
    ),
  }),
  gates: group('Conditions for deploys that change the environment. `towpath gates` shows them.', gateProperties, {
    name: 'Gates',
  }),
  registry: group('The registries that images come from.', {
    mirrors: byDeployment(
      z.record(z.string().min(1), z.string().min(1).nullable()),
      'Prefixes of image names and their replacements, such as `docker.io: mirror.example.org/hub`. The longest matching prefix is replaced.',
    ),
  }),
  defaults: group('Properties that all flows of all applications get in this environment.', sharedProperties, {
    name: 'FlowDefaults',
  }),
  apps: table('Properties of single applications.', dnsLabel, applicationProperties, 'Application'),
};

/** The properties of a file `environments/<env>/<app>.yaml`, which holds the section of one application. */
export const teamProperties: Properties = applicationProperties;
