import type { Container } from 'kubernetes-types/core/v1';
import type { WorkloadSpec } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { asText } from '../../model/reference';
import { waitingContainerName } from '../../model/waiting-name';
import { type Fields, fields } from './fields';
import { restrictedContainer } from './security';

/** The user `nobody`, which every image has. */
const nobody = 65534;

/** An init container for each flow that must accept connections first. It tries once a second. */
export function waitingContainers({ waitFor = [], waitImage, security }: WorkloadSpec): Fields<Container>[] {
  if (!waitImage) return [];
  return waitFor.map(({ host, port }) =>
    fields<Container>({
      name: waitingContainerName(host.flow, port.attribute),
      image: formatImage(waitImage),
      command: ['sh', '-c', 'until nc -z -w 2 "$HOST" "$PORT"; do sleep 1; done'],
      env: [
        { name: 'HOST', value: host },
        { name: 'PORT', value: asText(port) },
      ],
      securityContext: security === 'restricted' ? { ...restrictedContainer, runAsUser: nobody } : undefined,
    }),
  );
}
