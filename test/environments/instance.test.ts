import { environment } from 'towpath';
import { ownNamespace } from '../../src/assembly/namespaces';
import { instanceIn } from '../../src/environments/instance';

const within = (overlay: object, props: object = { namespace: 'prod' }) =>
  instanceIn(environment('prod', { ...props, apps: { shop: overlay } } as never), 'shop');

describe('the instance of an application in an environment', () => {
  it('is called as the application, in the namespace of the environment', () => {
    expect(within({})).toEqual({ instance: 'shop', namespace: 'prod' });
  });

  it('has the name and the namespace that the overlay sets', () => {
    expect(within({ instance: 'store', namespace: 'own' })).toEqual({ instance: 'store', namespace: 'own' });
  });

  it('is as without an overlay if the overlay removes both', () => {
    expect(within({ instance: null, namespace: null })).toEqual(within({}));
  });

  it('has no namespace if nothing sets one', () => {
    expect(within({}, {}).namespace).toBeUndefined();
    expect(within({}, { namespace: null }).namespace).toBeUndefined();
  });
});

describe('the namespace of one application', () => {
  const made = (overlay: object) => {
    const where = environment('prod', { namespace: 'prod', createNamespace: true, apps: { shop: overlay } } as never);
    return ownNamespace({ application: 'shop', environment: where })?.metadata.name;
  };

  it('is created where the environment creates namespaces, unless the overlay says otherwise', () => {
    expect(made({ namespace: 'own' })).toBe('own');
    expect(made({ namespace: 'own', createNamespace: null })).toBe('own');
    expect(made({ namespace: 'own', createNamespace: false })).toBeUndefined();
    expect(made({})).toBeUndefined();
  });
});
