import { kubectl, stored } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import { environmentIn, newNamespace, shopIn } from './helpers/shop';

const withTag = (namespace: string, rest = '') => environmentIn(namespace, `    images: { web: { tag: v2 } }\n${rest}`);

onCluster('a Deployment that somebody scaled with `kubectl scale`', () => {
  it('conflicts with the next change, which PULUMI_K8S_ENABLE_PATCH_FORCE applies, and with none after it', async () => {
    const namespace = newNamespace();
    const replicas = () => stored('deployment', namespace, 'shop-web').spec.replicas;
    const project = await shopIn(namespace);
    expect((await project.up('dev')).status).toBe(0);
    kubectl(['scale', 'deployment/shop-web', '--replicas=2', '--namespace', namespace]);

    project.write('environments/dev.yaml', withTag(namespace));
    const refused = await project.up('dev');
    expect(refused.status).not.toBe(0);
    expect(refused.output).toContain('conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas');
    expect(replicas()).toBe(2);

    project.env = { PULUMI_K8S_ENABLE_PATCH_FORCE: 'true' };
    expect((await project.up('dev')).status).toBe(0);
    expect(replicas()).toBe(1);

    project.env = {};
    project.write('environments/dev.yaml', withTag(namespace, '    flows: { web: { replicas: 3 } }\n'));
    expect((await project.up('dev')).status).toBe(0);
    expect(replicas()).toBe(3);
  });
});
