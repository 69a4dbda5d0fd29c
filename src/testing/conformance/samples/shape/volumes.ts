import { chooseOne, containers, type Draft, part, remove, rows, type Shaper, untaken } from './draft';

const sources = ['size', 'claim', 'empty', 'config', 'secret', 'projected'];
const details: Readonly<Record<string, readonly string[]>> = {
  size: ['storageClass', 'accessMode', 'claimName'],
  empty: ['sizeLimit'],
  config: ['items', 'mode', 'optional'],
  secret: ['items', 'mode', 'optional'],
  projected: ['mode'],
};

/** Leaves each volume one source and a mount, and each mount an existing volume and its own path. */
export const volumes: Shaper = (flow, turn) => {
  rows(flow, 'volumes').forEach(([, volume], index) => {
    chooseOne(volume, sources, turn + index, { empty: true });
    const source = sources.find((name) => name in volume) as string;
    if (source === 'projected') filesOnce(volume);
    const allowed = details[source] ?? [];
    remove(
      volume,
      ...Object.values(details)
        .flat()
        .filter((name) => !allowed.includes(name)),
    );
  });
  if (flow.workload === 'statefulSet') {
    for (const disk of [part(flow, 'volume'), ...rows(flow, 'volumes').map(([, one]) => one)])
      remove(disk ?? {}, 'claimName');
  }
  for (const container of containers(flow)) mountWhatIsThere(flow, container);
  const mounted = new Set(containers(flow).flatMap((one) => rows(one, 'mounts').map(([name]) => name)));
  const places = new Set<string>();
  const own = part(flow, 'volume');
  if (own?.mountPath !== undefined) places.add(own.mountPath as string);
  for (const [name, volume] of rows(flow, 'volumes')) {
    const isShown = volume.readOnly !== undefined || volume.subPath !== undefined || !mounted.has(name);
    if (isShown) volume.mountPath ??= `/mnt/${name}`;
    if (volume.mountPath !== undefined) volume.mountPath = place(volume.mountPath, places);
  }
  for (const [, mount] of rows(flow, 'mounts')) mount.path = place(mount.path, places);
};

/** Leaves a projected volume only sources whose files no earlier source gives. */
function filesOnce(volume: Draft): void {
  const seen = new Set<unknown>();
  const projections = (volume.projected ?? []) as Draft[];
  volume.projected = projections.filter((projection) => {
    const { token, fields = {}, items = {} } = projection;
    const files = [
      ...(token === undefined ? [] : [token]),
      ...Object.keys(fields as Draft),
      ...Object.values(items as Draft),
    ];
    if (files.some((file, index) => seen.has(file) || files.indexOf(file) < index)) return false;
    for (const file of files) seen.add(file);
    return true;
  });
}

function mountWhatIsThere(flow: Draft, container: Draft): void {
  const mounts = rows(container, 'mounts');
  if (mounts.length === 0) {
    remove(container, 'mounts');
    return;
  }
  flow.volumes ??= { media: { empty: true } };
  const names = Object.keys(flow.volumes as object);
  const free = names.filter((name) => !mounts.some(([volume]) => volume === name));
  const led = mounts.flatMap(([name, mount]) => {
    const volume = names.includes(name) ? name : free.shift();
    return volume === undefined ? [] : [[volume, mount] as const];
  });
  container.mounts = Object.fromEntries(led);
  if (container === flow) return;
  const places = new Set<string>();
  for (const [, mount] of led) mount.path = place(mount.path, places);
}

function place(path: unknown, taken: Set<string>): string {
  return untaken((path as string | undefined) ?? '/mounted', taken, (other) => `${other}/x`);
}
