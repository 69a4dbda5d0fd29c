import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled } from '../values';
import type { Notes } from './notes';
import { coresOf, listOf, memoryOf } from './text';

/** Reads the limits and reservations of a service, which older Compose files write in another place. */
export function containerResources(name: string, service: Fields, notes: Notes): Fields {
  const { limits, reservations } = fieldsOf(fieldsOf(service.deploy).resources);
  const path = ['services', name, 'deploy', 'resources'];
  const amount = (value: unknown, at: readonly string[], read: (value: unknown) => string | undefined) => {
    if (value === undefined || value === null || Number(value) === 0) return undefined;
    const found = read(value);
    if (found === undefined)
      notes.invalid(at, `\`${String(value)}\` of \`${name}\` is no amount`, 'write `0.5` cores, or `256M` of memory');
    return found;
  };
  const [most, least] = [fieldsOf(limits), fieldsOf(reservations)];
  const own = ['services', name];
  const requests = filled({
    cpu: amount(least.cpus, [...path, 'reservations', 'cpus'], coresOf),
    memory:
      amount(least.memory, [...path, 'reservations', 'memory'], memoryOf) ??
      amount(service.mem_reservation, [...own, 'mem_reservation'], memoryOf),
  });
  const gpus = itemsOf(least.devices).filter(
    ({ driver, capabilities }) => driver === 'nvidia' || listOf(capabilities).includes('gpu'),
  );
  const count = gpus.reduce((sum, device) => sum + (Number(device.count) || listOf(device.device_ids).length || 1), 0);
  return filled({
    limits: filled({
      cpu: amount(most.cpus, [...path, 'limits', 'cpus'], coresOf) ?? amount(service.cpus, [...own, 'cpus'], coresOf),
      memory:
        amount(most.memory, [...path, 'limits', 'memory'], memoryOf) ??
        amount(service.mem_limit, [...own, 'mem_limit'], memoryOf),
      'nvidia.com/gpu': count > 0 ? String(count) : undefined,
    }),
    requests,
  });
}
