import type { Subject } from '../subject';
import { amounts } from './amounts';
import { jobs } from './job-counts';
import { kinds } from './kinds';
import { metadata } from './metadata';
import { metadataOfKinds } from './metadata-of-kinds';
import { names } from './names';
import { namings } from './namings';
import { network } from './network';
import { objectNames } from './object-names';
import { patched } from './patched';
import { placement } from './placement';
import { pods } from './pods';
import { ports } from './ports';
import { rights } from './rights';
import { rollouts } from './rollouts';
import { schedules } from './schedules';

/** All kinds of values that users set in properties, and that the API server is asked about. */
export const subjects: readonly Subject[] = [
  ...[...schedules, ...amounts, ...jobs, ...network, ...ports],
  ...[...namings, ...rights, ...rollouts, ...names, ...metadata, ...objectNames, ...pods, ...placement],
];

/** With what only objects of a cluster have. */
export const allSubjects: readonly Subject[] = [...subjects, ...patched, ...kinds, ...metadataOfKinds];
