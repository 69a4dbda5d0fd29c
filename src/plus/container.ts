import type { Flow } from '../applications/flow';
import { mainContainerName, type WorkloadSpec } from '../model/flow-spec';
import { formatImage } from '../model/image-reference';
import { containerPorts } from '../model/ports';
import type { PlusClasses } from './classes';
import { deployedHere } from './deployed-here';

/** A Container of cdk8s-plus with the name, image and port of a flow's main container. */
export function containerView<Container>(
  { Container }: Pick<PlusClasses<never, unknown, unknown, Container>, 'Container'>,
  flow: Flow,
): Container {
  const spec = deployedHere(flow, 'container').spec as WorkloadSpec;
  const [port] = containerPorts(spec);
  return new Container({
    name: mainContainerName(spec),
    image: formatImage(spec.image),
    ...(port && { portNumber: port.port }),
  });
}
