import type { ListOptions, LiveObject } from '../../src/cluster/cluster';

/** Whether a list with these options has an object: in its namespace, with `a=b,c` among its labels, by its name. */
export function isSelected(
  { metadata: { name, namespace: place, labels = {} } }: LiveObject,
  { namespace, labelSelector = '', fieldSelector }: ListOptions,
): boolean {
  const wanted = labelSelector.split(',').filter((part) => part !== '');
  return (
    (namespace === undefined || namespace === place) &&
    (fieldSelector === undefined || fieldSelector === `metadata.name=${name}`) &&
    wanted.every((part) => {
      const [label = '', value = labels[label]] = part.split('=');
      return labels[label] !== undefined && labels[label] === value;
    })
  );
}
