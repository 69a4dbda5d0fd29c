/** The shapes that the values of settings can have. */
export type Shape = 'text' | 'flag' | 'number' | 'line' | 'table' | 'list' | 'map' | 'any';

/**
 * A setting of a service: its shape, and the reason why it is not taken over. If the reason is an empty text, nothing
 * is reported.
 */
export interface Key {
  readonly shape: Shape;
  readonly why?: string;
}

const taken = (shape: Shape, ...names: readonly string[]) => names.map((name) => [name, { shape }] as const);
const left = (why: string, ...names: readonly string[]) =>
  names.map((name) => [name, { shape: 'any' as Shape, why }] as const);

const order =
  'pods start in any order, and restart until what they need answers; `waitFor` of a flow, and `before` of a job, keep an order';
const network = 'all pods of a cluster reach each other; a NetworkPolicy separates them';
const node = 'the node or the cluster decides this';

/**
 * The settings of a service.
 *
 * @see https://docs.docker.com/reference/compose-file/services/
 */
export const serviceKeys: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...taken('text', 'image', 'restart', 'user', 'working_dir', 'stop_grace_period', 'pull_policy', 'network_mode'),
  ...taken('text', 'mem_limit', 'mem_reservation', 'cpus', 'hostname', 'runtime', 'pid', 'ipc'),
  ...taken('flag', 'read_only', 'privileged', 'tty', 'stdin_open'),
  ...taken('number', 'scale'),
  ...taken('line', 'command', 'entrypoint', 'dns', 'dns_search', 'dns_opt', 'tmpfs'),
  ...taken('table', 'environment', 'labels', 'annotations', 'extra_hosts'),
  ...taken('list', 'ports', 'expose', 'volumes', 'configs', 'secrets', 'cap_add', 'cap_drop', 'security_opt'),
  ...taken('list', 'group_add', 'profiles', 'post_start', 'pre_stop'),
  ...taken('map', 'healthcheck', 'deploy'),
  ...taken('any', 'build', 'env_file', 'extends'),
  ...left('', 'container_name', 'attach', 'develop'),
  ...left(order, 'depends_on', 'links'),
  ...left(network, 'networks', 'external_links'),
  ...left('the cluster collects what containers print', 'logging'),
  ...left('name the volumes of the other service', 'volumes_from'),
  ...left(
    'use a Secret, a service account or a model server',
    'credential_spec',
    'models',
    'provider',
    'use_api_socket',
  ),
  ...left('write the labels into the file itself', 'label_file'),
  ...left('`placement` of a flow chooses nodes', 'platform'),
  ...left('the image says which signal stops it', 'stop_signal'),
  ...left('use an image with an init process, such as tini', 'init'),
  ...left('mount an empty volume in memory at `/dev/shm`', 'shm_size'),
  ...left('request devices with `resources.extended`', 'devices', 'gpus', 'device_cgroup_rules'),
  ...left('a patch of the pod can set `spec.securityContext.sysctls`', 'sysctls'),
  ...left(node, 'ulimits', 'mac_address', 'cgroup', 'cgroup_parent', 'blkio_config', 'cpu_count', 'cpu_percent'),
  ...left(node, 'cpu_shares', 'cpu_period', 'cpu_quota', 'cpu_rt_runtime', 'cpu_rt_period', 'cpuset'),
  ...left(node, 'memswap_limit', 'mem_swappiness', 'oom_kill_disable', 'oom_score_adj', 'pids_limit', 'isolation'),
  ...left(node, 'storage_opt', 'userns_mode', 'uts', 'domainname'),
]);

/** The top-level keys of a Compose file. `include` is not among them, because it is handled before. */
export const fileKeys = [
  'name',
  'version',
  'services',
  'networks',
  'volumes',
  'configs',
  'secrets',
  'include',
  'models',
];
