import { environment, WorkerFlow } from 'towpath';
import { objectOf, type SynthesizedApplication, synthesize } from 'towpath/testing';
import { define, issuesOf } from '../helpers/define';

function shop(overlay = {}): SynthesizedApplication {
  const Shop = define((app) => {
    const django = app.secret('django');
    const media = app.volume('media', { size: '1Gi' });
    new WorkerFlow(app, 'wrk', {
      ...{
        image: 'a:1',
        user: 1,
        env: { KEY: django.key('key') },
        envFrom: [{ secret: django }],
        pullSecrets: [django],
      },
      volumes: { tls: { secret: django, mountPath: '/tls' }, media: { claim: media, mountPath: '/media' } },
    });
  });
  return synthesize(Shop, environment('here', { apps: { shop: overlay } }), { id: 'shop' });
}

const podOf = (app: SynthesizedApplication) =>
  (objectOf(app, 'wrk', 'deployment') as never as { spec: { template: { spec: object } } }).spec.template.spec;

it.each([
  ['as the code does', {}, 'django'],
  ['otherwise', { secrets: { django: { name: 'django-prod' } } }, 'django-prod'],
])('an environment sets the name of a Secret to %s in all uses, and the Secret is not created', (_, overlay, name) => {
  const app = shop(overlay);
  expect(podOf(app)).toMatchObject({
    imagePullSecrets: [{ name }],
    containers: [{ env: [{ valueFrom: { secretKeyRef: { name, key: 'key' } } }], envFrom: [{ secretRef: { name } }] }],
    volumes: [{ name: 'tls', secret: { secretName: name } }, { name: 'media' }],
  });
  expect(Object.values(app.objects).map(({ kind }) => kind)).not.toContain('Secret');
});

it('a shared disk is ReadWriteMany, and an environment sets its size, class and name', () => {
  const claim = (app: SynthesizedApplication) =>
    Object.values(app.objects).find(({ kind }) => kind === 'PersistentVolumeClaim');
  expect(claim(shop())).toMatchObject({
    metadata: { name: 'shop-media' },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
  });
  const app = shop({ volumes: { media: { name: 'films', size: '9Gi', storageClass: 'nfs' } } });
  expect(claim(app)).toMatchObject({
    metadata: { name: 'films' },
    spec: { storageClassName: 'nfs', resources: { requests: { storage: '9Gi' } } },
  });
  expect(podOf(app)).toMatchObject({ volumes: [{}, { persistentVolumeClaim: { claimName: 'films' } }] });
});

it.each(['secrets', 'volumes', 'configs'])('an entry of %s that the code does not have is an error', (part) => {
  expect(issuesOf(() => shop({ [part]: { other: {} } }))).toEqual([`unknown-entry apps.shop.${part}.other`]);
});
