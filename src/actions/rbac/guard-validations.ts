import { partOfSet } from '../../kubernetes/apply-set';
import { type InstanceRef, leaseRef, setId } from '../../release/store/instance';
import { celList, celText } from './requesters';

/** What the validations of a guard ask of a request, in CEL. Fields that are empty are missing in a request. */
export function guardVariables(instanceRef: InstanceRef) {
  const hasLabel = (object: string) =>
    `${object} != null && ${object}.?metadata.labels[${celText(partOfSet)}].orValue('') == ${celText(setId(instanceRef))}`;
  return [
    { name: 'place', expression: "request.?namespace.orValue('')" },
    { name: 'subresource', expression: "request.?subResource.orValue('')" },
    { name: 'before', expression: hasLabel('oldObject') },
    { name: 'after', expression: hasLabel('object') },
  ];
}

/**
 * The conditions, in CEL, that a request of any other account must meet.
 *
 * @param scaled `NAMESPACE/GROUP/PLURAL/NAME` of each object whose Scale is guarded
 */
export function guardValidations({ instance, namespace }: InstanceRef, scaled: readonly string[]): string[] {
  const records = leaseRef({ instance, namespace }).name;
  return [
    // The rules match objects without a namespace only by the names of those that the application declares.
    "variables.place != ''",
    // A write to a status may change the labels of some kinds, and controllers of all kinds write a status.
    "variables.subresource == 'status' ? variables.before == variables.after : !variables.before && !variables.after",
    // The dot keeps `towpath.shop` apart from the records of `shop-two`.
    [
      `variables.place != ${celText(namespace)}`,
      "!(request.kind.kind in ['ConfigMap', 'Lease'])",
      `!((object != null ? object : oldObject).metadata.name + '.').startsWith(${celText(`${records}.`)})`,
    ].join(' || '),
    // A Scale has no labels.
    [
      "variables.subresource != 'scale'",
      `!([variables.place, request.resource.group, request.resource.resource, request.name].join('/') in ${celList(scaled)})`,
    ].join(' || '),
  ];
}
