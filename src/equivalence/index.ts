export { compare } from './compare';
export type { Fields } from './fields';
export { type Leaf, leaves } from './leaves';
export { normalize } from './normalize';
