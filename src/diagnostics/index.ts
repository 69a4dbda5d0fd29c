export { type CodeEntry, codes, type IssueCode, isOfSystem } from './codes';
export { formatIssue, formatLocation, type IssuePaint } from './format';
export type { Issue, Location } from './issue';
export { formatPath, type ValuePath } from './path';
export { Problems } from './problems';
export { suggest } from './suggest';
export { TowpathError } from './towpath-error';
export { twice } from './twice';
