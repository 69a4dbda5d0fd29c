import { stagingModules } from '../../../tools/control-plane/staging-modules';

const goMod = `
module k8s.io/kubernetes

go 1.26.0

require (
	github.com/spf13/cobra v1.10.0
	k8s.io/api v0.0.0
	k8s.io/client-go v0.0.0
	k8s.io/klog/v2 v2.130.1
	k8s.io/utils v0.0.0-20250604170112-4c0f3b243397
	k8s.io/mount-utils v0.0.0 // indirect
)

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/cri-api => ./staging/src/k8s.io/cri-api
)
`;

it('finds the modules that are folders of the repository', () => {
  const names = ['api', 'client-go', 'cri-api', 'mount-utils'];
  expect(stagingModules(goMod)).toEqual(names.map((name) => `k8s.io/${name}`));
});
