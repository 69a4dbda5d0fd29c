import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from 'towpath';
import { imageOf, matchers, objectOf, podOf, type SynthesizedApplication, synthesize } from 'towpath/testing';
import Django from '../../apps/django';

expect.extend(matchers);

const root = join(__dirname, '../..');
const [dev, tst, prod] = ['dev', 'tst', 'prod'].map((name) => synthesize(Django, name, { root })) as [
  SynthesizedApplication,
  SynthesizedApplication,
  SynthesizedApplication,
];
const processes = ['web', 'worker', 'migrate', 'clearsessions'];
/** The variables of a flow's main container, in their order. */
const variablesOf = (app: SynthesizedApplication, flow: string) =>
  (podOf(app, flow)?.spec?.containers?.[0] as { env?: { name: string }[] } | undefined)?.env ?? [];
const variable = (app: SynthesizedApplication, flow: string, name: string) =>
  variablesOf(app, flow).find((one) => one.name === name);

it('takes fewer than 120 lines', () => {
  const text = readFileSync(join(root, 'apps/django.ts'), 'utf8');
  expect(text.trimEnd().split('\n').length).toBeLessThan(120);
});

describe.each([dev, tst, prod])('in $environment', (app) => {
  it('runs as "restricted", and without a warning', () => {
    expect(app).toRunAsRestricted();
    expect(app.warnings).toEqual([]);
  });

  it('runs one image in every process', () => {
    expect(new Set(processes.map((flow) => imageOf(app, flow))).size).toBe(1);
  });

  it('takes passwords and keys from Secrets, and holds none', () => {
    for (const flow of processes) {
      expect(variable(app, flow, 'DATABASE_PASSWORD')).toEqual({
        name: 'DATABASE_PASSWORD',
        valueFrom: { secretKeyRef: { name: 'postgres', key: 'password' } },
      });
    }
    expect(Object.values(app.objects).map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('names the password before the address that uses it', () => {
    const order = variablesOf(app, 'web').map(({ name }) => name);
    expect(order.indexOf('DATABASE_PASSWORD')).toBeLessThan(order.indexOf('DATABASE_URL'));
  });

  it('lets the site and its workers to the broker, and nobody else', () => {
    const policy = app.objects['_networkpolicy.django-broker'] as unknown as {
      spec: { ingress: { from: { podSelector: { matchLabels: Record<string, string> } }[] }[] };
    };
    const peers = policy.spec.ingress.flatMap(({ from }) =>
      from.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']),
    );
    expect(peers).toEqual(['web', 'worker']);
  });

  it('runs the site under an account that cdk8s-plus declares', () => {
    expect(app.objects).toHaveProperty(['_serviceaccount.django-web']);
    expect(podOf(app, 'web')).toHaveProperty('spec.serviceAccountName', 'django-web');
  });
});

describe('the migration', () => {
  it('has a name by its content, so that each version is migrated to once', () => {
    const nameAt = (tag: string, more: object = {}) => {
      const where = environment('here', { apps: { django: { tag, ...more } } });
      return synthesize(Django, where, { root }).objects['migrate-job']?.metadata.name;
    };
    expect(nameAt('v1')).toMatch(/^django-migrate-[0-9a-f]{10}$/);
    expect(nameAt('v1')).toBe(nameAt('v1'));
    expect(nameAt('v1')).not.toBe(nameAt('v2'));
    expect(nameAt('v1')).toBe(nameAt('v1', { flows: { web: { replicas: 7 } } }));
  });

  it('comes before the new version of site and workers', () => {
    const index = JSON.parse(readFileSync(join(root, 'dist/.towpath/prod/django.json'), 'utf8'));
    for (const file of ['web-deployment', 'worker-deployment']) {
      expect(index.files[`prod/django/${file}.yaml`].objects[0].after).toEqual(['django/migrate/job']);
    }
  });
});

describe('settings', () => {
  it('differ by environment in the keys that it names', () => {
    const data = (app: SynthesizedApplication) => app.objects['_configmap.django-settings']?.data;
    expect(data(dev)).toMatchObject({ DJANGO_LOG_LEVEL: 'DEBUG', DJANGO_ALLOWED_HOSTS: '*' });
    expect(data(prod)).toMatchObject({ DJANGO_LOG_LEVEL: 'INFO', DJANGO_ALLOWED_HOSTS: 'www.example.org' });
  });

  it('roll the pods of every process when they change, and not otherwise', () => {
    const annotation = (level: string, flow: string) => {
      const configs = { settings: { data: { DJANGO_LOG_LEVEL: level } } };
      const where = environment('here', { apps: { django: { tag: 'v1', configs } } });
      return podOf(synthesize(Django, where, { root }), flow)?.metadata?.annotations;
    };
    for (const flow of processes) {
      expect(annotation('INFO', flow)).toEqual(annotation('INFO', flow));
      expect(annotation('INFO', flow)).not.toEqual(annotation('DEBUG', flow));
    }
  });
});

describe('what prod alone has', () => {
  it('is an autoscaler from 2 to 10, and so no number of pods', () => {
    expect([dev, tst].flatMap((app) => Object.keys(app.objects))).not.toContain('web-hpa');
    expect(objectOf(prod, 'web', 'hpa')?.spec).toMatchObject({ minReplicas: 2, maxReplicas: 10 });
    expect(objectOf(prod, 'web', 'deployment')?.spec).not.toHaveProperty('replicas');
    expect(objectOf(dev, 'web', 'deployment')).toHaveProperty('spec.replicas', 1);
  });

  it('is a disruption budget', () => {
    expect([dev, tst].flatMap((app) => Object.keys(app.objects))).not.toContain('web-pdb');
    expect(objectOf(prod, 'web', 'pdb')).toHaveProperty('spec.maxUnavailable', 1);
  });

  it('is a database of somebody else, to which every address leads', () => {
    expect(Object.keys(prod.objects).filter((file) => file.startsWith('db-'))).toEqual([]);
    expect(variable(prod, 'web', 'DATABASE_URL')).toHaveProperty(
      'value',
      'postgres://django:$(DATABASE_PASSWORD)@postgres.prod.example.org:5432/django',
    );
    expect(variable(dev, 'web', 'DATABASE_URL')).toHaveProperty(
      'value',
      'postgres://django:$(DATABASE_PASSWORD)@django-db:5432/django',
    );
  });

  it('is a certificate and class of its own; dev has no TLS', () => {
    expect(objectOf(prod, 'web', 'ingress')?.spec).toMatchObject({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['www.example.org', 'example.org'], secretName: 'www-example-org' }],
    });
    expect(objectOf(tst, 'web', 'ingress')).toHaveProperty('spec.tls.0.secretName', 'django-web-tls');
    expect(objectOf(dev, 'web', 'ingress')?.spec).not.toHaveProperty('tls');
  });
});

it('is written as before', () => {
  expect(prod.files).toMatchSnapshot();
});
