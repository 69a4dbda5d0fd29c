import type { Loss } from '../../losses';
import { containerAt, flowAt, inContainers } from './in-containers';

/** The losses of settings that both a container and its pod can have. */
const ofBoth: readonly Loss[] = [
  {
    property: 'nonRoot',
    severity: 'warning',
    reason: 'Docker does not refuse to start a process as root; set a `user`',
    when: (value) => value === true,
  },
  {
    property: 'seccompProfile',
    severity: 'error',
    reason: 'Compose knows only the filter of Docker, and no filter',
    when: (value) => typeof value === 'object',
  },
];

/** Settings of users, groups and rights that Compose lacks. */
export const securityLosses: readonly Loss[] = [
  ...inContainers({
    property: 'group',
    severity: 'warning',
    reason: 'Compose can set a group only together with a `user`',
    when: (_, place) => {
      const container = containerAt(place);
      const { user, podSecurity } = flowAt(place);
      const inherited = container.image === undefined ? user : undefined;
      return (container.user ?? inherited ?? podSecurity?.user) === undefined;
    },
  }),
  {
    property: 'podSecurity.group',
    severity: 'warning',
    reason: 'Compose can set a group only together with a `user`',
    when: (_, place) => (flowAt(place).user ?? flowAt(place).podSecurity?.user) === undefined,
  },
  {
    property: 'podSecurity.fsGroupChangePolicy',
    severity: 'warning',
    reason: 'Compose changes the group of no files',
  },
  ...ofBoth.flatMap((loss) => [...inContainers(loss), { ...loss, property: `podSecurity.${loss.property}` }]),
];
