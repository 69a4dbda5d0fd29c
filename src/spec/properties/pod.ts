import { z } from 'zod';
import { nameOf } from '../formats';
import { both, deployment, group, type Properties } from '../property';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const hostName = nameOf('the name of a host');
const dnsOption = z.strictObject({ name: z.string().min(1), value: z.string().optional() });

export const pod = {
  hostAliases: both(
    z.record(z.string().min(1), z.array(hostName).nullable()),
    'Host names by address, as in /etc/hosts.',
    { source: 'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/' },
  ),
  dns: group(
    'How names are looked up.',
    {
      policy: deployment(z.enum(['ClusterFirst', 'Default', 'None']), 'Whose name servers. Kubernetes: ClusterFirst.'),
      nameservers: deployment(z.array(z.string().min(1)), 'Addresses of name servers.'),
      searches: deployment(z.array(z.string().min(1)), 'Domains to look in.'),
      options: deployment(z.array(dnsOption), 'Options as in resolv.conf: `ndots`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/', name: 'Dns' },
  ),
  runtimeClass: deployment(z.string().min(1), 'Another container runtime, such as gVisor.'),
} satisfies Properties;
