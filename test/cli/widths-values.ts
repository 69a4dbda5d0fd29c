import { configMap, content } from './live-diff/objects';

// Names that are longer than most, so that they do not fit a narrow screen.
export const app = 'customer-relationship-management';
export const flow = 'notification-dispatcher';
export const image = `registry.example.org/teams/${app}/${flow}`;
export const [old, now] = ['v2026.11.27-build.1841', 'v2026.11.28-build.1907'];
const digest = `sha256:${'0123456789ab'.repeat(5)}cdef`;
export const environments = ['development', 'integration', 'acceptance', 'production-eu', 'production-us'];
export const issue = {
  code: 'image-unpinned',
  severity: 'warning',
  message: `the image \`${image}\` has no tag`,
  path: `apps.${app}.tag`,
  location: { file: 'environments/development.yaml', line: 12 },
};
export const deployment = {
  application: app,
  flow,
  instance: app,
  namespace: `${app}-production`,
  version: now,
  digest,
  commit: '4484fb9aaaaa',
  state: 'progressing',
  message: 'waiting: 1 of 3 pods are ready',
  appliedBy: { user: 'system:serviceaccount:ci:deployer' },
  object: `Deployment/${flow}`,
};
export const objectChange = {
  environment: 'production-eu',
  application: app,
  kind: 'Deployment',
  name: `${app}-${flow}`,
  file: 'x.yaml',
  change: 'changed',
  pinOnly: true,
  fields: [
    { path: `spec.template.spec.containers.${flow}.image`, from: `${image}:${old}`, to: `${image}:${now}`, pin: true },
  ],
};
export const live = {
  environment: 'production-eu',
  cluster: { context: 'campus', server: 'https://campus.example.org' },
  objects: [
    configMap({
      before: content(`image=${image}:${old}`, 'same=x'),
      after: content(`image=${image}:${now}`, 'same=x'),
    }),
    configMap({ name: 'kept-claim', change: 'kept', keeps: 'it holds data' }),
    configMap({ name: 'gone', change: 'pruned', before: content('a=b') }),
    configMap({ name: 'taken', conflicts: [{ field: 'data.level', manager: 'kubectl-edit' }], writtenBy: ['Helm'] }),
  ],
  issues: [],
  warnings: [],
};
export const liveFacts = [
  old,
  now,
  'kept-claim',
  'it holds data',
  'gone',
  'data.level',
  'kubectl-edit',
  '--force-conflicts',
  'Helm',
];
