import { z } from 'zod';
import { address, nameOf, objectNameText, searchDomain } from '../formats';
import { byBoth, byDeployment, group, type Properties } from '../property';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const hostName = nameOf('the name of a host');
const dnsOption = z.strictObject({ name: z.string().min(1), value: z.string().optional() });

export const pod = {
  hostAliases: byBoth(
    z.record(address, z.array(hostName).nullable()),
    'Host names by IP address. They are added to /etc/hosts.',
    { source: 'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/' },
  ),
  dns: group(
    'How the pods look up host names.',
    {
      policy: byDeployment(
        z.enum(['ClusterFirst', 'Default', 'None']),
        'The source of the name servers. Kubernetes uses ClusterFirst by default.',
      ),
      nameservers: byDeployment(z.array(address).max(3), 'IP addresses of name servers.'),
      searches: byDeployment(z.array(searchDomain).max(32), 'Domains to search short host names in.'),
      options: byDeployment(z.array(dnsOption), 'Options of resolv.conf, such as `ndots`.'),
    },
    { source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/', name: 'Dns' },
  ),
  runtimeClass: byDeployment(
    objectNameText,
    'The RuntimeClass of the pods, which selects another container runtime, such as gVisor.',
  ),
} satisfies Properties;
