import { withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { formatImage } from '../../model/image-reference';
import { asText } from '../../model/reference';
import { waitingContainerName } from '../../model/waiting-name';
import { restrictedContainer } from './security';

/** `nobody`, in every image. */
const nobody = 65534;

/** A container for each flow that has to accept connections first; it asks once a second. */
export function waitingContainers({ waitFor = [], waitImage, security }: WorkloadSpec): object[] {
  if (!waitImage) return [];
  return waitFor.map(({ host, port }) =>
    withoutUndefined({
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
