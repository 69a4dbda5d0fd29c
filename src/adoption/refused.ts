import { valueAt } from '../data/merge';
import type { Issue } from '../diagnostics';
import type { ApplicationDraft } from './draft';

/** A flow that the model refuses, and the property that it refuses if the error names one. */
export interface RefusedProperty {
  readonly flow: string;
  /** The path of the property in the flow. If an item of a list is refused, it is the path of the list. */
  readonly property: string | undefined;
}

/** The flows that the errors of a synthesis concern, each with one property. */
export function refusedProperties(issues: readonly Issue[], draft: ApplicationDraft): RefusedProperty[] {
  const paths = issues.filter(({ severity }) => severity === 'error').flatMap(({ path }) => path ?? []);
  const ids = new Set(draft.flows.map(({ id }) => id));
  const found = paths.flatMap((path) => {
    const steps = path.split('.');
    const ofFlow = steps[0] === 'apps' ? steps.slice(3) : steps.slice(1);
    const at = ofFlow.findIndex((step) => step.includes('['));
    const property = (at < 0 ? ofFlow.slice(1) : [...ofFlow.slice(1, at), ofFlow[at]?.split('[')[0]]).join('.');
    const [id = ''] = ofFlow;
    if (ids.has(id)) return [{ flow: id, property: property === '' ? undefined : property }];
    const words = new Set(path.split(/[./ ]/));
    const named = draft.flows.find((flow) => words.has(flow.id));
    if (named) return [{ flow: named.id, property: undefined }];
    const image = words.has('images') ? draft.images.find(({ name }) => words.has(name)) : undefined;
    const users = image ? draft.flows.filter(({ props }) => uses(props, image.variable)) : [];
    return users.map((flow) => ({ flow: flow.id, property: undefined }));
  });
  return [...new Map(found.map((one) => [`${one.flow} ${one.property}`, one])).values()];
}

/** Whether a proposal sets a property of a flow, in the code or in an environment file. */
export function isInProps(draft: ApplicationDraft, flow: string, property: string): boolean {
  const path = property.split('.');
  const code = draft.flows.find(({ id }) => id === flow)?.props;
  const files = [...draft.files.values()].map((file) => valueAt(file, ['apps', draft.id, 'flows', flow]));
  return property !== 'image' && [code, ...files].some((props) => valueAt(props, path) !== undefined);
}

function uses(props: unknown, variable: string): boolean {
  return JSON.stringify(props).includes(`"${variable}"`);
}
