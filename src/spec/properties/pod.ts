import { z } from 'zod';
import { nameOf } from '../formats';
import { both, deployment, group, type Properties } from '../property';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const hostName = nameOf('the name of a host');
const dnsOption = z.strictObject({ name: z.string().min(1), value: z.string().optional() });

export const pod = {
  hostAliases: both(
    z.record(z.string().min(1), z.array(hostName).nullable()),
    'Host names by IP address. They are added to /etc/hosts.',
    { source: 'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/' },
  ),
  dns: group(
    'How the pods look up host names.',
    {
      policy: deployment(
        z.enum(['ClusterFirst', 'Default', 'None']),
        'The source of the name servers. Kubernetes uses ClusterFirst by default.',
      ),
      nameservers: deployment(z.array(z.string().min(1)), 'IP addresses of name servers.'),
      searches: deployment(z.array(z.string().min(1)), 'Domains to search short host names in.'),
      options: deployment(z.array(dnsOption), 'Options of resolv.conf, such as `ndots`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/', name: 'Dns' },
  ),
  runtimeClass: deployment(
    z.string().min(1),
    'The RuntimeClass of the pods, which selects another container runtime, such as gVisor.',
  ),
} satisfies Properties;
