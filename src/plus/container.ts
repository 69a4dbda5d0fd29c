import type { Flow } from '../constructs/flow';
import type { WorkloadSpec } from '../spec/flow-spec';
import { formatImage } from '../spec/image-reference';
import type { PlusClasses } from './classes';
import { deployedHere } from './deployed-here';

/** A Container of cdk8s-plus with the name, image and port of a flow's. */
export function containerView<Container>(
  { Container }: Pick<PlusClasses<never, unknown, unknown, Container>, 'Container'>,
  flow: Flow,
): Container {
  const spec = deployedHere(flow, 'container').spec as WorkloadSpec;
  return new Container({
    name: spec.flow,
    image: formatImage(spec.image),
    ...('port' in spec && spec.port !== undefined && { portNumber: spec.port }),
  });
}
